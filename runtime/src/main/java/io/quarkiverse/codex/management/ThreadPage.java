package io.quarkiverse.codex.management;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Some of the threads that were asked for.
 *
 * @param threads the threads, unmodifiable, never {@code null}
 * @param nextCursor where the next page begins, or {@code null} on the last one
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record ThreadPage(List<ThreadInfo> threads, String nextCursor, JsonNode raw) {

    public ThreadPage {
        threads = List.copyOf(threads);
    }

    /**
     * Tells the threads' ids only.
     */
    @Override
    public String toString() {
        return "ThreadPage[" + threads + "]";
    }
}
