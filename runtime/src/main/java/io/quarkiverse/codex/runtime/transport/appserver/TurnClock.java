package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.TurnSettings;
import io.quarkiverse.codex.runtime.transport.TurnTimeouts;

/**
 * Watches the time of a turn: how long it takes as a whole, and how long codex says nothing although it is not waiting for
 * the application.
 */
final class TurnClock {

    private final ScheduledExecutorService timer;
    private final TurnSettings settings;
    private final ClientProperties client;
    private final Consumer<Abort> abort;
    private final AtomicInteger questions = new AtomicInteger();
    private ScheduledFuture<?> turnTimer;
    private ScheduledFuture<?> idleTimer;
    private boolean stopped;
    private volatile long lastHeard = System.nanoTime();

    /**
     * @param client whose properties to name
     */
    TurnClock(ScheduledExecutorService timer, TurnSettings settings, ClientProperties client, Consumer<Abort> abort) {
        this.client = client;
        this.timer = timer;
        this.settings = settings;
        this.abort = abort;
    }

    /**
     * Begins to watch, unless it was stopped already.
     */
    synchronized void start() {
        if (stopped) {
            return;
        }
        heard();
        Duration limit = settings.turnTimeout();
        if (TurnTimeouts.isLimit(limit)) {
            turnTimer = schedule(() -> abort.accept(Abort.failure(TurnTimeouts.turn(limit, client))),
                    settings.timeLeft().toNanos());
        }
        if (TurnTimeouts.isLimit(settings.idleTimeout())) {
            scheduleIdle(settings.idleTimeout().toNanos());
        }
    }

    private ScheduledFuture<?> schedule(Runnable action, long nanos) {
        try {
            return timer.schedule(action, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            // The transport was closed, which ends the turn by itself.
            return null;
        }
    }

    private synchronized void scheduleIdle(long nanos) {
        if (!stopped) {
            idleTimer = schedule(this::checkIdle, nanos);
        }
    }

    private void checkIdle() {
        long limit = settings.idleTimeout().toNanos();
        long idle = questions.get() > 0 ? 0 : System.nanoTime() - lastHeard;
        if (idle < limit) {
            scheduleIdle(limit - idle);
        } else {
            abort.accept(Abort.failure(TurnTimeouts.idle(settings.idleTimeout(), client)));
        }
    }

    void heard() {
        lastHeard = System.nanoTime();
    }

    /**
     * Notes that codex waits for an answer of the application, during which its silence means nothing.
     */
    void asked() {
        questions.incrementAndGet();
    }

    void answered() {
        heard();
        questions.decrementAndGet();
    }

    synchronized void stop() {
        stopped = true;
        cancel(turnTimer);
        cancel(idleTimer);
    }

    private static void cancel(ScheduledFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
