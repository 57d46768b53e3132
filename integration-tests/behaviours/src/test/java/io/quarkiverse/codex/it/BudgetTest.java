package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexBudgetExceededException;
import io.quarkiverse.codex.CodexBudgetExceededException.Resource;
import io.quarkiverse.codex.CodexBudgetExceededException.Scope;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.testing.Failure;
import io.smallrye.mutiny.Uni;

class BudgetTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final String lifetime = Processes.newLifetime();

    private static CodexBudgetExceededException exceeded(Uni<?> turn, Scope scope, Resource resource) {
        Throwable failure = failureOf(turn);
        assertThat(failure).isInstanceOfSatisfying(CodexBudgetExceededException.class, exceeded -> {
            assertThat(exceeded.scope()).isEqualTo(scope);
            assertThat(exceeded.resource()).isEqualTo(resource);
        });
        return (CodexBudgetExceededException) failure;
    }

    @Test
    @Tag("app-server")
    void aTurnThatUsesTooManyTokensIsInterruptedAndItsThreadGoesOn() {
        codex.model().when("go").then(Turns.endlessCommand(lifetime)).usage(100, 20).reply("Never said.");
        codex.model().when("next").reply("Here.").usage(10, 5);
        CodexThread thread = codex.client("budget.turn.tokens", "100").startThread();

        CodexBudgetExceededException failure = exceeded(thread.run("go"), Scope.TURN, Resource.TOKENS);

        assertThat(failure.used()).isEqualTo(120);
        assertThat(failure.turn().tokens()).isEqualTo(120);
        Processes.awaitNone(lifetime);
        assertThat(resultOf(thread.run("next")).finalResponse()).isEqualTo("Here.");
    }

    @Test
    void theTurnsOfAThreadShareItsTokens() {
        codex.model().when("one").reply("1").usage(100, 20);
        codex.model().when("two").reply("2");
        ThreadOptions options = ThreadOptions.builder().budget(Budget.UNLIMITED.tokens(120)).build();
        CodexClient client = codex.client();
        String id = resultOf(client.startThread(options).run("one")).threadId();

        assertThat(exceeded(client.resumeThread(id, options).run("two"), Scope.THREAD, Resource.TOKENS).used()).isEqualTo(120);
        assertThat(codex.model().requestsFor("two")).isEmpty();
    }

    @Test
    void whatActsTooOftenIsInterrupted() {
        codex.model().when("go").then(Turns.endlessCommand(lifetime)).reply("Never said.");
        TurnOptions none = TurnOptions.builder().budget(Budget.UNLIMITED.toolCalls(0)).build();

        exceeded(codex.client().startThread().run(TurnInput.of("go"), none), Scope.TURN, Resource.TOOL_CALLS);

        Processes.awaitNone(lifetime);
    }

    @Test
    void aTurnThatSaysNothingIsInterruptedWhenItsTimeIsUp() {
        codex.model().when("go").then(Failure.stall());

        exceeded(codex.client("budget.turn.wall-time", "2S").startThread().run("go"), Scope.TURN, Resource.WALL_TIME);
    }

    @Test
    void theTurnsOfAClientAreLimitedWithinAWindow() {
        codex.model().when("go").reply("Gone.");
        CodexClient client = codex.client("budget.client.turns", "1", "budget.client.window", "36500D");
        resultOf(client.startThread().run("go"));

        assertThat(exceeded(client.startThread().run("go"), Scope.CLIENT, Resource.TURNS))
                .hasMessageContaining("quarkus.codex.budget.client");
        assertThat(codex.model().requestsFor("go")).hasSize(1);
    }

    @Test
    void aGuardWithoutFaultToleranceNamesTheDependency() {
        assertThatThrownBy(() -> codex.client("circuit-breaker.enabled", "true"))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("quarkus-smallrye-fault-tolerance");
    }
}
