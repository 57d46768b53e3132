package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex reports a problem, a lost connection to the model for example. This ends nothing: codex goes on and the turn may still
 * complete, or the turn's own terminal event says that it failed.
 *
 * @param error what happened; its message is for example {@code Reconnecting... 2/5}; never {@code null}
 * @param willRetry whether codex will try again, or {@code null} where it did not say, as with the exec transport
 * @param extra see {@link TurnEvent#extra()}
 */
public record StreamError(TurnError error, Boolean willRetry, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "error";

    public StreamError {
        error = error == null ? new TurnError("") : error;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public StreamError(TurnError error, Boolean willRetry) {
        this(error, willRetry, Map.of());
    }

    /**
     * Creates an event of which nothing but the message is known.
     */
    public StreamError(String message) {
        this(message, Map.of());
    }

    /**
     * Creates an event of which nothing but the message is known.
     */
    public StreamError(String message, Map<String, JsonNode> extra) {
        this(new TurnError(message), null, extra);
    }

    /**
     * Returns codex' words.
     *
     * @return the message of the {@link #error()}, never {@code null}
     */
    public String message() {
        return error.message();
    }

    @Override
    public String type() {
        return TYPE;
    }
}
