package io.quarkiverse.codex.runtime.transport.exec;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.quarkiverse.codex.runtime.process.ChildProcess;

/**
 * The process of a turn, from when it is being started: others may want to end it before it is there. Thread-safe.
 */
final class TurnProcess {

    private final BooleanSupplier ended;
    /** Guarded by this, as what follows, so that no interruption lands when the process is there: ending that takes time. */
    private Thread starting;
    private ChildProcess process;
    private ChildProcess helper;

    /**
     * @param ended tells whether the turn was ended, which it is before anybody calls {@link #endSoon}
     */
    TurnProcess(BooleanSupplier ended) {
        this.ended = ended;
    }

    /**
     * Starts it on the thread of the caller, who may wait long for a codex that does not tell its version.
     *
     * @return the process, {@code null} when the turn was ended meanwhile, whatever else came of it
     */
    ChildProcess start(Supplier<ChildProcess> starter) {
        synchronized (this) {
            starting = Thread.currentThread();
        }
        ChildProcess started = null;
        try {
            // Whoever ended the turn before the line above did not interrupt.
            started = ended.getAsBoolean() ? null : starter.get();
        } catch (RuntimeException e) {
            if (!ended.getAsBoolean()) {
                throw e;
            }
        } finally {
            synchronized (this) {
                starting = null;
                Thread.interrupted();
                process = started;
            }
        }
        if (started != null && ended.getAsBoolean()) {
            started.endSoon();
        }
        return started;
    }

    /**
     * Notes another process that has to end before this one is started.
     */
    synchronized void helpedBy(ChildProcess started) {
        helper = started;
        if (ended.getAsBoolean()) {
            started.endSoon();
        }
    }

    /**
     * Ends what there is of it. Returns at once.
     */
    synchronized void endSoon() {
        if (process != null) {
            process.endSoon();
        } else if (helper != null) {
            // No interruption ends the reading of what it says, but its end does.
            helper.endSoon();
        } else if (starting != null) {
            starting.interrupt();
        }
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }
}
