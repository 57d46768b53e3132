package io.quarkiverse.codex.runtime.session.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionLostException;

/** Leases of a machine whose clock is set. */
class LeaseFileTest {

    private static final SessionKey KEY = new SessionKey("client", "user-42");
    private static final Duration DURATION = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final SetClock clock = new SetClock();
    private LeaseFile file;
    private SessionLease lease;

    @BeforeEach
    void acquire() throws IOException {
        file = new LeaseFile(directory.resolve("lease"), clock);
        lease = file.acquire(KEY, DURATION).orElseThrow();
    }

    @Test
    void whoeverHadItBeforeTheClockWentForwardIsToldThatItIsLost() throws IOException {
        clock.jump(Duration.ofDays(1));

        SessionLease other = file.acquire(KEY, DURATION).orElseThrow();

        assertThat(other.token()).isGreaterThan(lease.token());
        assertThat(file.renew(lease, DURATION)).isFalse();
        assertThatThrownBy(() -> file.requireHeldBy(lease)).isInstanceOf(SessionLostException.class);
        file.release(lease);
        file.requireHeldBy(other);
    }

    @Test
    void whoeverIsGoneDoesNotHoldItForAsLongAsTheClockHasGoneBack() throws IOException {
        clock.jump(Duration.ofDays(-1));
        assertThat(file.acquire(KEY, Duration.ofMillis(1))).isEmpty();

        clock.jump(DURATION.minusMillis(1));
        assertThat(file.acquire(KEY, DURATION)).isEmpty();
        clock.jump(Duration.ofMillis(1));

        assertThat(file.acquire(KEY, DURATION).orElseThrow().token()).isGreaterThan(lease.token());
    }

    @Test
    void whoeverRenewsItKeepsItWhenTheClockGoesBack() throws IOException {
        clock.jump(Duration.ofDays(-1));
        assertThat(file.acquire(KEY, DURATION)).isEmpty();

        clock.jump(DURATION.dividedBy(2));
        assertThat(file.renew(lease, DURATION)).isTrue();
        clock.jump(DURATION.dividedBy(2));

        assertThat(file.acquire(KEY, DURATION)).isEmpty();
        file.requireHeldBy(lease);
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void jump(Duration distance) {
            now = now.plus(distance);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
