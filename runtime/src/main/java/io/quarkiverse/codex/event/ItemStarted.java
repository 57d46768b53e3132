package io.quarkiverse.codex.event;

import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.item.ThreadItem;

/**
 * codex has begun something: a command, a patch, a tool call.
 *
 * @param item the item as it stands now, never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record ItemStarted(ThreadItem item, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "item.started";

    public ItemStarted {
        Objects.requireNonNull(item, "item");
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public ItemStarted(ThreadItem item) {
        this(item, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
