package io.quarkiverse.codex.event;

import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.item.ThreadItem;

/**
 * Something is finished, well or badly. What this event says of an item is the last word on it.
 *
 * @param item the whole item, never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record ItemCompleted(ThreadItem item, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "item.completed";

    public ItemCompleted {
        Objects.requireNonNull(item, "item");
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public ItemCompleted(ThreadItem item) {
        this(item, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
