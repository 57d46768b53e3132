package io.quarkiverse.codex.runtime.transport.exec;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.process.ChildProcess;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.TurnSettings;
import io.quarkiverse.codex.runtime.transport.TurnTimeouts;

/**
 * Watches the time of a turn: how long it takes as a whole, how long codex says nothing while somebody wants to hear it, and
 * how long a dead process' output is held open by a child it has left behind.
 */
final class Watchdog implements AutoCloseable {

    private static final Duration OUTPUT_AFTER_EXIT = Duration.ofMillis(500);
    private static final long NOT_READING = 0;

    private final ScheduledExecutorService timer;
    private final TurnSettings settings;
    private final ClientProperties client;
    private final Consumer<Abort> abort;
    private final ScheduledFuture<?> turnTimer;
    private ScheduledFuture<?> idleTimer;
    private ScheduledFuture<?> orphanTimer;
    private boolean closed;
    /** When the read that is under way began, in nanoseconds. */
    private volatile long readingSince;

    /**
     * @param client whose properties to name
     */
    Watchdog(ScheduledExecutorService timer, ChildProcess process, TurnSettings settings, ClientProperties client,
            Consumer<Abort> abort) {
        this.client = client;
        this.timer = timer;
        this.settings = settings;
        this.abort = abort;
        this.turnTimer = TurnTimeouts.isLimit(settings.turnTimeout())
                ? schedule(this::turnTimedOut, nanos(settings.timeLeft()))
                : null;
        if (TurnTimeouts.isLimit(settings.idleTimeout())) {
            scheduleIdle(nanos(settings.idleTimeout()));
        }
        process.whenExited(() -> scheduleOrphans(process));
    }

    /** Two hundred and ninety-two years are more than enough for whoever says that there is all the time of the world. */
    private static long nanos(Duration limit) {
        return TimeUnit.NANOSECONDS.convert(limit);
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
        if (!closed) {
            idleTimer = schedule(this::checkIdle, nanos);
        }
    }

    private void checkIdle() {
        long limit = nanos(settings.idleTimeout());
        long since = readingSince;
        // While nobody wants to hear codex, its silence means nothing.
        long idle = since == NOT_READING ? 0 : System.nanoTime() - since;
        if (idle < limit) {
            scheduleIdle(limit - idle);
            return;
        }
        abort.accept(Abort.failure(TurnTimeouts.idle(settings.idleTimeout(), client)));
    }

    private void turnTimedOut() {
        abort.accept(Abort.failure(TurnTimeouts.turn(settings.turnTimeout(), client)));
    }

    private synchronized void scheduleOrphans(ChildProcess process) {
        if (!closed) {
            orphanTimer = schedule(() -> endOrphans(process), OUTPUT_AFTER_EXIT.toNanos());
        }
    }

    private void endOrphans(ChildProcess process) {
        if (readingSince == NOT_READING) {
            // Whoever is slow now may wait for the end of the output later.
            scheduleOrphans(process);
        } else {
            process.endOrphansSoon();
        }
    }

    /**
     * Returns a stream that tells the watchdog when it is waited for.
     */
    InputStream watched(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                // Never zero, which stands for not reading.
                readingSince = System.nanoTime() | 1;
                try {
                    return super.read(target, offset, length);
                } finally {
                    readingSince = NOT_READING;
                }
            }
        };
    }

    @Override
    public synchronized void close() {
        closed = true;
        cancel(turnTimer);
        cancel(idleTimer);
        cancel(orphanTimer);
    }

    private static void cancel(ScheduledFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
