package io.quarkiverse.codex.runtime.faulttolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexConnectionException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexUnavailableException;
import io.quarkiverse.codex.runtime.guard.StartAbandonedException;
import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.quarkiverse.codex.runtime.guard.StartLimits;
import io.quarkiverse.codex.runtime.retry.RetryPolicy;
import io.smallrye.mutiny.Uni;

/** What opens and closes the circuit, and what does neither. */
class CircuitTest {

    private static final Throwable DOWN = new CodexConnectionException("down", "here");
    private static final Throwable WRONG = new CodexConfigurationException("no such thing");
    private static final Throwable ABANDONED = new StartAbandonedException();
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofHours(1);

    private static StartGuard guard(Duration delay, OptionalInt rate, Duration window, Duration timeout) {
        return new SmallRyeStartGuards().create(new StartLimits("default", "quarkus.codex.", Optional.empty(), rate,
                window, Optional.of(new StartLimits.Breaker(4, 1, delay, 1)), timeout,
                RetryPolicy::passesByItself));
    }

    private static StartGuard guard(Duration delay) {
        return guard(delay, OptionalInt.empty(), NEVER, Duration.ZERO);
    }

    /** Starts, and returns what is told of that. */
    private static CompletableFuture<Void> start(StartGuard guard, Uni<Void> outcome) {
        return guard.guard(() -> outcome).subscribeAsCompletionStage();
    }

    private static Throwable failed(StartGuard guard, Throwable failure) {
        return start(guard, Uni.createFrom().failure(failure)).handle((nothing, seen) -> seen).join();
    }

    private static void open(StartGuard guard) {
        for (int i = 0; i < 4; i++) {
            assertThat(failed(guard, DOWN)).isSameAs(DOWN);
        }
    }

    private static void letIn(StartGuard guard, Throwable failure) {
        await().pollDelay(Duration.ZERO).pollInterval(SOON).until(() -> failed(guard, failure) == failure);
    }

    private static boolean isRefused(StartGuard guard) {
        return failed(guard, WRONG) instanceof CodexUnavailableException;
    }

    @Test
    void whatSaysNothingOfTheModelIsNotCounted() {
        StartGuard guard = guard(NEVER);
        failed(guard, DOWN);
        failed(guard, WRONG);
        failed(guard, DOWN);
        failed(guard, ABANDONED);
        failed(guard, DOWN);
        assertThat(isRefused(guard)).isFalse();

        failed(guard, DOWN);

        assertThat(isRefused(guard)).isTrue();
    }

    @Test
    void oneThatBeginsWellIsCounted() {
        StartGuard guard = guard(NEVER);
        failed(guard, DOWN);
        failed(guard, DOWN);
        failed(guard, DOWN);
        start(guard, Uni.createFrom().voidItem()).join();
        failed(guard, DOWN);

        assertThat(isRefused(guard)).isFalse();
    }

    @Test
    void refusalsOfTheRateLimitDoNotKeepTheCircuitClosed() {
        StartGuard guard = guard(NEVER, OptionalInt.of(2), Duration.ofMillis(300), Duration.ZERO);

        await().pollDelay(Duration.ZERO).pollInterval(SOON)
                .until(() -> failed(guard, DOWN) instanceof CodexUnavailableException);
    }

    @Test
    void refusalsOfTheRateLimitDoNotOpenTheCircuit() {
        StartGuard guard = guard(NEVER, OptionalInt.of(3), NEVER, Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            assertThat(failed(guard, DOWN)).isSameAs(DOWN);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(failed(guard, DOWN)).isInstanceOf(CodexOverloadedException.class);
        }
    }

    @Test
    void whoDoesNotAnswerInTimeOpensTheCircuit() {
        StartGuard guard = guard(NEVER, OptionalInt.empty(), NEVER, SOON);
        for (int i = 0; i < 4; i++) {
            assertThat(start(guard, Uni.createFrom().nothing()).handle((nothing, seen) -> seen).join())
                    .isInstanceOf(CodexTimeoutException.class);
        }

        assertThat(isRefused(guard)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aProbeThatSaysNothingOfTheModelLeavesItsPlaceToTheNext(boolean abandoned) {
        StartGuard guard = guard(SOON);
        open(guard);
        Throwable nothing = abandoned ? ABANDONED : WRONG;
        letIn(guard, nothing);

        CompletableFuture<Void> answer = new CompletableFuture<>();
        CompletableFuture<Void> probe = start(guard, Uni.createFrom().completionStage(answer));

        assertThat(probe).isNotDone();
        assertThat(isRefused(guard)).isTrue();
        answer.complete(null);
        assertThat(probe).isCompleted();
        assertThat(isRefused(guard)).isFalse();
        assertThat(start(guard, Uni.createFrom().voidItem())).isCompleted();
    }

    @Test
    void aProbeThatFailsInTheLeftPlaceOpensTheCircuitAgain() {
        StartGuard guard = guard(SOON);
        open(guard);
        letIn(guard, WRONG);

        assertThat(failed(guard, DOWN)).isSameAs(DOWN);

        letIn(guard, WRONG);
        assertThat(start(guard, Uni.createFrom().nothing())).isNotDone();
        assertThat(isRefused(guard)).isTrue();
    }
}
