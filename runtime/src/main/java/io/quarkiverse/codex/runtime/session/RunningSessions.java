package io.quarkiverse.codex.runtime.session;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The turns whose end is not recorded yet.
 */
final class RunningSessions {

    private final Set<CompletableFuture<Void>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * Notes that a turn begins.
     *
     * @return to be completed when its end is recorded and its session free
     */
    CompletableFuture<Void> enter() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        running.add(end);
        end.whenComplete((nothing, failure) -> running.remove(end));
        return end;
    }

    /**
     * Returns whether the application is stopping, so that nothing is to be waited for any more.
     */
    boolean isStopping() {
        return stopping;
    }

    /**
     * Has nobody wait for a session any more, and blocks until all ends are recorded.
     *
     * @return whether they are; if not, the time was up or the thread was interrupted
     */
    boolean awaitEnd(Duration limit) {
        stopping = true;
        CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
        try {
            all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
