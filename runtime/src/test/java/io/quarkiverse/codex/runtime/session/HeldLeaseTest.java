package io.quarkiverse.codex.runtime.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.runtime.session.store.MemorySessionStore;
import io.quarkiverse.codex.session.SessionKey;

class HeldLeaseTest {

    private static final SessionKey KEY = new SessionKey("client", "user-42");
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void whoeverWaitsWhenTheApplicationStopsIsToldSo() {
        MemorySessionStore store = new MemorySessionStore();
        store.acquire(KEY, LONG).await().indefinitely();
        AtomicBoolean asked = new AtomicBoolean();
        HeldLease lease = new HeldLease(store, KEY, new SessionSettings(Optional.empty(), LONG, LONG, LONG, 1, false), timer,
                () -> asked.getAndSet(true));

        assertThatThrownBy(() -> lease.take().await().atMost(Duration.ofSeconds(30)))
                .isInstanceOf(CodexShutdownException.class).hasMessageContaining("user-42")
                .hasMessageContaining("application is stopping");
    }
}
