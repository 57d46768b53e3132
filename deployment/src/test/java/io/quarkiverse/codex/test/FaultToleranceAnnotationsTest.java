package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnResult;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** The annotations of fault tolerance on methods of the application that run turns. */
class FaultToleranceAnnotationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> {
        model.when("twice").fail(500).times(2);
        model.when("twice").reply("Third time lucky.");
        model.when("never").fail(500);
        model.when("plan b").reply("Plan B.");
    })
            .overrideRuntimeConfigKey("quarkus.codex.retry.max-retries", "0");

    @Inject
    Reviewer reviewer;

    private static TurnResult await(Uni<TurnResult> turn) {
        return turn.await().atMost(PATIENCE);
    }

    @Test
    void retry() {
        assertThat(await(reviewer.retried()).finalResponse()).isEqualTo("Third time lucky.");
    }

    @Test
    void fallback() {
        assertThat(await(reviewer.replaced()).finalResponse()).isEqualTo("Plan B.");
    }

    @Test
    void circuitBreaker() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> await(reviewer.broken())).isInstanceOf(CodexTurnFailedException.class);
        }
        assertThatThrownBy(() -> await(reviewer.broken())).isInstanceOf(CircuitBreakerOpenException.class);
    }

    @ApplicationScoped
    static class Reviewer {

        @Inject
        CodexClient codex;

        @Retry(maxRetries = 2, delay = 1, retryOn = CodexTurnFailedException.class)
        Uni<TurnResult> retried() {
            return codex.startThread().run("twice");
        }

        @Fallback(fallbackMethod = "planB")
        Uni<TurnResult> replaced() {
            return codex.startThread().run("never");
        }

        Uni<TurnResult> planB() {
            return codex.startThread().run("plan b");
        }

        @CircuitBreaker(requestVolumeThreshold = 2, delay = 3_600_000)
        Uni<TurnResult> broken() {
            return codex.startThread().run("never");
        }
    }
}
