package io.quarkiverse.codex.management;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A thread with its turns.
 *
 * @param thread what is known about it, never {@code null}
 * @param turns its turns, the first one first; unmodifiable, never {@code null}
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record ThreadHistory(ThreadInfo thread, List<PastTurn> turns, JsonNode raw) {

    public ThreadHistory {
        turns = List.copyOf(turns);
    }

    /**
     * Tells the id and the number of turns only: what was said does not belong in logs.
     */
    @Override
    public String toString() {
        return "ThreadHistory[" + thread + ", turns=" + turns.size() + "]";
    }
}
