package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The turn failed: the terminal event before the stream itself fails.
 *
 * @param error why it failed, never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record TurnFailed(TurnError error, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "turn.failed";

    public TurnFailed {
        error = error == null ? new TurnError("") : error;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public TurnFailed(TurnError error) {
        this(error, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
