package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex has begun to work on the input. An {@link io.quarkiverse.codex.item.ErrorItem} may come before it.
 *
 * @param extra see {@link TurnEvent#extra()}
 */
public record TurnStarted(Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "turn.started";

    public TurnStarted {
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public TurnStarted() {
        this(Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
