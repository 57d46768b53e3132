package io.quarkiverse.codex.runtime.turn;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.codex.event.TokenUsage;

/**
 * What a client knows of its threads, whatever object stands for them: which have a turn running, and what they have used.
 */
final class ThreadMemory {

    /** Enough for the threads that a service talks to at a time; a forgotten one only loses its next turn's usage. */
    private static final int MOST_TOTALS = 10_000;

    private final Map<Object, Occupancy> occupied = new HashMap<>();
    private final Map<String, TokenUsage> totals = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenUsage> eldest) {
            return size() > MOST_TOTALS;
        }
    };

    /**
     * Takes a thread for a turn.
     *
     * @param keys what stands for the thread: the object, and the id where it is known
     * @return {@code null} when the thread is taken now, or who has it
     */
    synchronized Occupancy enter(Collection<?> keys, Occupancy turn) {
        for (Object key : keys) {
            Occupancy other = occupied.get(key);
            if (other != null) {
                return other;
            }
        }
        // A turn that was cancelled while it waited for another would never leave.
        if (!turn.hasLeft()) {
            keys.forEach(key -> occupied.put(key, turn));
        }
        return null;
    }

    /**
     * Adds the id of a new thread to what a turn has taken.
     */
    synchronized void identify(String threadId, Occupancy turn) {
        occupied.putIfAbsent(threadId, turn);
    }

    /**
     * Gives the thread back, and then lets those who wait for it know.
     */
    void leave(Occupancy turn) {
        synchronized (this) {
            turn.leave();
            occupied.values().removeIf(other -> other == turn);
        }
        turn.over().complete(null);
    }

    /**
     * Takes out what a thread has used. It is put back when its next turn has been counted: after one that was not, nobody
     * knows.
     *
     * @return the total, or {@code null} when it is not known
     */
    synchronized TokenUsage takeTotal(String threadId) {
        return totals.remove(threadId);
    }

    synchronized void keepTotal(String threadId, TokenUsage total) {
        totals.put(threadId, total);
    }
}
