package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The turns that somebody else runs on threads that are open here, as another client of the same server can. codex would add
 * to such a turn whatever is said to its thread. Thread-safe.
 */
final class ForeignTurns {

    private final Map<String, String> turns = new ConcurrentHashMap<>();

    void started(String threadId, String turnId) {
        turns.put(threadId, turnId);
    }

    void ended(String threadId, String turnId) {
        turns.remove(threadId, turnId);
    }

    /**
     * Forgets what was heard of a thread, of which no more is heard or which is known to be idle.
     */
    void forget(String threadId) {
        turns.remove(threadId);
    }

    /**
     * Returns whether a turn, or the turn of an agent, is one of them.
     */
    boolean haveBegun(String turnId) {
        return turnId != null && turns.containsValue(turnId);
    }

    /**
     * Returns whether a thread is somebody else's for the time being.
     */
    boolean haveTaken(String threadId) {
        return turns.containsKey(threadId);
    }
}
