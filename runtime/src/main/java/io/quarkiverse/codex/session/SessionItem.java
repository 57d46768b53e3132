package io.quarkiverse.codex.session;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.item.ThreadItem;

/**
 * Something that codex did or said.
 *
 * @param turnId see {@link SessionEntry#turnId()}
 * @param sequence see {@link SessionEntry#sequence()}
 * @param at see {@link SessionEntry#at()}
 * @param item the completed item, never {@code null}
 * @param extra see {@link SessionEntry#extra()}
 */
public record SessionItem(String turnId, int sequence, Instant at, ThreadItem item,
        Map<String, JsonNode> extra) implements SessionEntry {

    /** The type in JSON. */
    public static final String TYPE = "item";

    public SessionItem {
        Objects.requireNonNull(turnId, "turnId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(item, "item");
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an entry with nothing beside its known components.
     */
    public SessionItem(String turnId, int sequence, Instant at, ThreadItem item) {
        this(turnId, sequence, at, item, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * Tells where the entry belongs, not what it says: that does not belong in logs.
     */
    @Override
    public String toString() {
        return "SessionItem[turnId=" + turnId + ", sequence=" + sequence + ", item=" + item.type() + "]";
    }
}
