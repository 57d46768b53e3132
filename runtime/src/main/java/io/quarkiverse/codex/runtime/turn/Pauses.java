package io.quarkiverse.codex.runtime.turn;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.codex.CodexShutdownException;

/**
 * The times for which turns of a client do nothing. Thread-safe.
 */
final class Pauses {

    private final Set<CompletableFuture<Void>> pauses = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Begins a pause.
     *
     * @return completes when it is over, and may be completed before; cancelling it leaves no timer
     */
    CompletableFuture<Void> begin(Duration length) {
        CompletableFuture<Void> pause = new CompletableFuture<>();
        pauses.add(pause);
        pause.completeOnTimeout(null, length.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((nothing, failure) -> pauses.remove(pause));
        if (closed) {
            end(pause);
        }
        return pause;
    }

    private static void end(CompletableFuture<Void> pause) {
        pause.completeExceptionally(
                new CodexShutdownException("The turn was not tried again because the application is stopping; its thread can be"
                        + " resumed"));
    }

    /**
     * Fails who pauses, and who will.
     */
    void close() {
        closed = true;
        List.copyOf(pauses).forEach(Pauses::end);
    }
}
