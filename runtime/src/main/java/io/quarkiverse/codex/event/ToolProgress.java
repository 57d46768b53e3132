package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool of the application tells how far it is. The model does not hear it.
 *
 * @param callId the call, which is the id of its item; never {@code null}
 * @param namespace the tool's namespace, or {@code null} for none
 * @param tool the tool's name, never {@code null}
 * @param message what the tool tells, never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record ToolProgress(String callId, String namespace, String tool, String message,
        Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "tool.progress";

    public ToolProgress {
        callId = callId == null ? "" : callId;
        tool = tool == null ? "" : tool;
        message = message == null ? "" : message;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public ToolProgress(String callId, String namespace, String tool, String message) {
        this(callId, namespace, tool, message, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
