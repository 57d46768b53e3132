package io.quarkiverse.codex.runtime.turn;

import java.util.concurrent.CompletableFuture;

/**
 * A turn's hold on its thread, from the moment it begins until nothing of it is left.
 */
final class Occupancy {

    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean cancelled;
    private volatile boolean left;

    /**
     * Notes that the turn was cancelled and only has to be cleared away: whoever comes next may wait for that.
     */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /**
     * Notes that the thread was given back, and is not to be taken any more.
     */
    void leave() {
        left = true;
    }

    boolean hasLeft() {
        return left;
    }

    CompletableFuture<Void> over() {
        return over;
    }
}
