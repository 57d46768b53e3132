package io.quarkiverse.codex.event;

import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.item.ThreadItem;

/**
 * Something that was begun has changed, a to-do list for example.
 *
 * @param item the whole item as it stands now, never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record ItemUpdated(ThreadItem item, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "item.updated";

    public ItemUpdated {
        Objects.requireNonNull(item, "item");
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public ItemUpdated(ThreadItem item) {
        this(item, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
