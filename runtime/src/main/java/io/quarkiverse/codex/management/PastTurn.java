package io.quarkiverse.codex.management;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.item.ThreadItem;

/**
 * A turn as codex has kept it.
 *
 * @param id the turn's id, never {@code null}
 * @param status {@code completed}, {@code interrupted}, {@code failed} or {@code inProgress}, and perhaps others; never
 *        {@code null}
 * @param error why it failed, or {@code null}
 * @param items what was said and done, with what the user said; unmodifiable, never {@code null}
 * @param startedAt when it began, to the second, or {@code null}
 * @param completedAt when it ended, to the second, or {@code null}
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record PastTurn(String id, String status, TurnError error, List<ThreadItem> items, Instant startedAt,
        Instant completedAt, JsonNode raw) {

    public PastTurn {
        items = List.copyOf(items);
    }

    /**
     * Tells the id, the status and the number of items only.
     */
    @Override
    public String toString() {
        return "PastTurn[" + id + ", " + status + ", items=" + items.size() + "]";
    }
}
