package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long nobody has asked anything of an app-server. Thread-safe.
 */
final class Idleness {

    private final Optional<Duration> timeout;
    private int questions;
    private long lastAnswer = System.nanoTime();

    /**
     * @param timeout for how long nothing may be going on, or empty for ever
     */
    Idleness(Optional<Duration> timeout) {
        this.timeout = timeout;
    }

    Optional<Duration> timeout() {
        return timeout;
    }

    synchronized void begun() {
        questions++;
    }

    synchronized void done() {
        questions--;
        lastAnswer = System.nanoTime();
    }

    /**
     * Returns when it is worth looking again.
     *
     * @param nothingToLose whether all else is quiet
     * @param lastUse when the last turn ended, as {@link System#nanoTime()}
     * @return zero when nothing has been going on for too long
     */
    synchronized Duration rest(boolean nothingToLose, long lastUse) {
        Duration limit = timeout.orElseThrow();
        if (questions > 0 || !nothingToLose) {
            return limit;
        }
        long now = System.nanoTime();
        Duration rest = limit.minusNanos(Math.min(now - lastAnswer, now - lastUse));
        return rest.isNegative() ? Duration.ZERO : rest;
    }
}
