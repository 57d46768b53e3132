package io.quarkiverse.codex.runtime.turn;

import java.util.concurrent.CompletableFuture;

/**
 * A turn's hold on its thread, from the moment it begins until nothing of it is left.
 */
final class Occupancy {

    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean cancelled;

    /**
     * Notes that the turn was cancelled and only has to be cleared away: whoever comes next may wait for that.
     */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    CompletableFuture<Void> over() {
        return over;
    }
}
