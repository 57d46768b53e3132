package io.quarkiverse.codex.runtime.faulttolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.quarkiverse.codex.runtime.guard.StartLimits;
import io.smallrye.mutiny.Uni;

/** How many turns the rate limit lets begin. */
class RateLimitTest {

    private static StartGuard guard(int most, Duration window) {
        return new SmallRyeStartGuards().create(new StartLimits("default", "quarkus.codex.", Optional.empty(),
                OptionalInt.of(most), window, Optional.empty(), Duration.ZERO, failure -> false));
    }

    private static void start(StartGuard guard) {
        guard.guard(() -> Uni.createFrom().voidItem()).await().indefinitely();
    }

    private static boolean mayStart(StartGuard guard) {
        try {
            start(guard);
            return true;
        } catch (CodexOverloadedException refused) {
            return false;
        }
    }

    @Test
    void whoIsRefusedAgainAndAgainGetsThroughInTheNextWindow() {
        StartGuard guard = guard(2, Duration.ofSeconds(1));
        start(guard);
        start(guard);

        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(20))
                .until(() -> mayStart(guard));
    }

    @Test
    void oneTooManyIsToldWhenToTryAgain() {
        StartGuard guard = guard(1, Duration.ofHours(1));
        start(guard);

        assertThatThrownBy(() -> start(guard)).isInstanceOf(CodexOverloadedException.class)
                .hasMessageMatching(".*: try again after PT(1H|59M.*), or raise quarkus.codex.rate-limit");
        assertThat(mayStart(guard)).isFalse();
    }
}
