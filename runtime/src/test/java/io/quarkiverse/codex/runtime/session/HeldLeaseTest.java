package io.quarkiverse.codex.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.runtime.host.ThreadAccess;
import io.quarkiverse.codex.runtime.session.store.MemorySessionStore;
import io.quarkiverse.codex.session.SessionBusyException;
import io.quarkiverse.codex.session.SessionException;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.smallrye.mutiny.Uni;

class HeldLeaseTest {

    private static final SessionKey KEY = new SessionKey("client", "user-42");
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Troubled store = new Troubled();
    private volatile boolean closed;

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private SessionContext context(Duration duration, Duration renewal, int mostWaiting) {
        SessionSettings settings = new SessionSettings(Optional.empty(), duration, renewal, LONG, mostWaiting, 1, false);
        ThreadAccess threads = (ThreadAccess) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { ThreadAccess.class }, (proxy, method, arguments) -> switch (method.getName()) {
                    case "isClosed" -> closed;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        Executor workers = timer;
        return new SessionContext(store, threads, settings, null, timer, new RunningSessions(), SessionObserver.NONE,
                new WaitingLine(mostWaiting, workers));
    }

    private static SessionLease taken(Uni<SessionLease> lease) {
        return lease.await().atMost(PATIENCE);
    }

    @Test
    void whoeverWaitsWhenTheApplicationStopsIsToldSo() {
        taken(new HeldLease(context(LONG, LONG, 1), KEY).take());
        HeldLease lease = new HeldLease(context(LONG, LONG, 1), KEY);
        store.whenAsked = () -> closed = true;

        assertThatThrownBy(() -> taken(lease.take())).isInstanceOf(CodexShutdownException.class)
                .hasMessageContaining("user-42").hasMessageContaining("not waited for any more");
    }

    @Test
    void nobodyBeginsWhenTheApplicationStops() {
        closed = true;

        assertThatThrownBy(() -> taken(new HeldLease(context(LONG, LONG, 1), KEY).take()))
                .isInstanceOf(CodexShutdownException.class).hasMessageContaining("was not started");
        assertThat(store.asked).hasValue(0);
    }

    @Test
    void whoeverCameFirstIsFirst() {
        SessionContext context = context(LONG, LONG, 10);
        HeldLease running = new HeldLease(context, KEY);
        taken(running.take());
        List<Integer> order = new CopyOnWriteArrayList<>();
        for (int i = 1; i <= 5; i++) {
            int number = i;
            HeldLease next = new HeldLease(context, KEY);
            next.take().chain(() -> {
                order.add(number);
                return next.release();
            }).subscribe().with(done -> {
            });
        }
        assertThat(order).isEmpty();

        running.release().await().atMost(PATIENCE);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(order).containsExactly(1, 2, 3, 4, 5));
    }

    @Test
    void noMoreWaitThanMay() {
        SessionContext context = context(LONG, LONG, 1);
        taken(new HeldLease(context, KEY).take());
        new HeldLease(context, KEY).take().subscribe().with(lease -> {
        });

        assertThatThrownBy(() -> taken(new HeldLease(context, KEY).take())).isInstanceOf(SessionBusyException.class)
                .hasMessageContaining("quarkus.codex.session.lease.max-waiting");
        assertThat(taken(new HeldLease(context, new SessionKey("client", "another")).take())).isNotNull();
    }

    @Test
    void aStoreThatFailsForAMomentIsAskedAgain() {
        store.failures.set(3);

        assertThat(taken(new HeldLease(context(LONG, LONG, 1), KEY).take())).isNotNull();
        assertThat(store.asked).hasValue(4);
    }

    @Test
    void aRenewalThatIsNotAnsweredIsMadeOnceMore() {
        HeldLease lease = new HeldLease(context(Duration.ofSeconds(2), Duration.ofMillis(100), 1), KEY);
        store.unansweredRenewals.set(1);
        taken(lease.take());

        await().atMost(PATIENCE).until(() -> store.renewals.get() > 2);
        assertThat(lease.isLost()).isFalse();
        lease.release().await().atMost(PATIENCE);
    }

    @Test
    void nobodyRenewsWhenTheTimerIsGone() {
        HeldLease lease = new HeldLease(context(LONG, Duration.ofMillis(1), 1), KEY);
        store.whenRenewed = timer::shutdown;
        taken(lease.take());

        await().atMost(PATIENCE).until(timer::isTerminated);
        assertThat(store.renewals).hasValue(1);
    }

    private static final class Troubled extends MemorySessionStore {

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger renewals = new AtomicInteger();
        private final AtomicInteger unansweredRenewals = new AtomicInteger();
        private volatile Runnable whenAsked = () -> {
        };
        private volatile Runnable whenRenewed = () -> {
        };

        @Override
        public Uni<Optional<SessionLease>> acquire(SessionKey key, Duration duration) {
            asked.incrementAndGet();
            whenAsked.run();
            return failures.getAndDecrement() > 0 ? Uni.createFrom().failure(new SessionException("not there"))
                    : super.acquire(key, duration);
        }

        @Override
        public Uni<Boolean> renew(SessionLease lease, Duration duration) {
            renewals.incrementAndGet();
            whenRenewed.run();
            return unansweredRenewals.getAndDecrement() > 0 ? Uni.createFrom().nothing() : super.renew(lease, duration);
        }
    }
}
