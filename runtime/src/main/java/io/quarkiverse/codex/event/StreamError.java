package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex reports a problem, a lost connection to the model for example, and goes on: the turn may still complete.
 *
 * @param message codex' words, for example {@code Reconnecting... 2/5}; never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record StreamError(String message, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "error";

    public StreamError {
        message = message == null ? "" : message;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public StreamError(String message) {
        this(message, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
