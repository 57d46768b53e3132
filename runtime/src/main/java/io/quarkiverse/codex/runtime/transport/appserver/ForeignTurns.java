package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.smallrye.mutiny.Uni;

/**
 * The turns that somebody else runs on threads that are open here, as another client of the same server can. codex would add
 * to such a turn whatever is said to its thread. Thread-safe.
 */
final class ForeignTurns {

    private final Map<String, ForeignTurn> turns = new ConcurrentHashMap<>();

    void started(String threadId, String turnId) {
        end(turns.put(threadId, new ForeignTurn(turnId, new CompletableFuture<>())));
    }

    /**
     * Forgets what was heard of a thread, of which no more is heard or which is known to be idle.
     */
    void forget(String threadId) {
        end(turns.remove(threadId));
    }

    private static void end(ForeignTurn turn) {
        if (turn != null) {
            turn.over().complete(null);
        }
    }

    /**
     * Returns whether a turn is the one that somebody else runs on a thread.
     */
    boolean isOn(String threadId, String turnId) {
        ForeignTurn turn = turns.get(threadId);
        return turn != null && turn.id().equals(turnId);
    }

    /**
     * Returns whether a turn, or the turn of an agent, is one of them.
     */
    boolean haveBegun(String turnId) {
        return turns.values().stream().anyMatch(turn -> turn.id().equals(turnId));
    }

    /**
     * Returns whether a thread is somebody else's for the time being.
     */
    boolean haveTaken(String threadId) {
        return turns.containsKey(threadId);
    }

    /**
     * Waits for the end of the turn that somebody else runs on a thread. What follows must not block.
     */
    Uni<Void> whenOver(String threadId) {
        ForeignTurn turn = turns.get(threadId);
        return turn == null ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(turn.over().copy());
    }

    private record ForeignTurn(String id, CompletableFuture<Void> over) {
    }
}
