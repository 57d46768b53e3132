package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexBudgetExceededException;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.budget.Spending;
import io.quarkiverse.codex.retry.FailedAttempt;
import io.quarkiverse.codex.retry.RetryClassifier;
import io.quarkiverse.codex.retry.RetryDecision;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** What the application has to say about failures and budgets, by beans that nobody injects. */
class FaultToleranceBeansTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> {
        model.when("refused").fail(403).once();
        model.when("refused").reply("Let in.");
        model.when("refused to the reviewer").fail(403);
        model.when("go").reply("Gone.").usage(100, 20);
    }, "reviewer", "metered").overrideConfigKey("quarkus.codex.\"metered\".budget.client.tokens", "120")
            .overrideConfigKey("quarkus.codex.\"reviewer\".retry.max-retries", "2")
            .overrideRuntimeConfigKey("quarkus.codex.retry.delay", "10MS");

    @Inject
    CodexClient codex;

    @Inject
    @CodexClientName("reviewer")
    CodexClient reviewer;

    @Inject
    @CodexClientName("metered")
    CodexClient metered;

    @Inject
    SharedStore store;

    @Test
    void theClassifierOfAClientDecidesOnItsFailures() {
        assertThat(codex.startThread().runAndAwait("refused").attempts()).isEqualTo(2);
        assertThatThrownBy(() -> reviewer.startThread().runAndAwait("refused to the reviewer"))
                .isInstanceOf(CodexTurnFailedException.class);
    }

    @Test
    void theStoreCountsWhatIsUsedUp() {
        metered.startThread().runAndAwait("go");

        assertThatThrownBy(() -> metered.startThread().runAndAwait("go")).isInstanceOf(CodexBudgetExceededException.class);
        assertThat(store.spendings().values()).singleElement().satisfies(spent -> {
            assertThat(spent.tokens()).isEqualTo(120);
            assertThat(spent.turns()).isEqualTo(1);
        });
    }

    @ApplicationScoped
    static class Proxy implements RetryClassifier {

        @Override
        public RetryDecision classify(FailedAttempt attempt) {
            return attempt.failure() instanceof CodexTurnFailedException failed && failed.getMessage().contains("403")
                    ? RetryDecision.transientFailure()
                    : RetryDecision.abstain();
        }
    }

    @ApplicationScoped
    static class SharedStore implements BudgetStore {

        private final Map<String, Spending> spendings = new ConcurrentHashMap<>();

        Map<String, Spending> spendings() {
            return spendings;
        }

        @Override
        public Uni<Spending> add(String key, Spending more, Duration keep) {
            return Uni.createFrom().item(() -> spendings.merge(key, more, Spending::plus));
        }
    }
}
