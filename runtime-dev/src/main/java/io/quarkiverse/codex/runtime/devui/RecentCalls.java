package io.quarkiverse.codex.runtime.devui;

import java.util.ArrayDeque;
import java.util.Deque;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The last calls of tools.
 */
final class RecentCalls {

    private static final int LIMIT = 50;

    private final Deque<JsonObject> calls = new ArrayDeque<>();
    private final BroadcastProcessor<JsonObject> added = BroadcastProcessor.create();

    synchronized void add(JsonObject call) {
        if (calls.size() == LIMIT) {
            calls.removeLast();
        }
        calls.addFirst(call);
        added.onNext(call);
    }

    synchronized JsonArray list() {
        JsonArray list = new JsonArray();
        calls.forEach(list::add);
        return list;
    }

    /**
     * Whoever falls behind misses calls: the list has them.
     */
    Multi<JsonObject> changes() {
        return added.onOverflow().drop();
    }
}
