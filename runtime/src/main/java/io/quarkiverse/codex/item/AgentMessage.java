package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message of the agent. The last completed one of a turn is the turn's final response.
 *
 * @param id see {@link ThreadItem#id()}
 * @param text the message, usually Markdown, or JSON when the turn asked for structured output; never {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record AgentMessage(String id, String text, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "agent_message";

    public AgentMessage {
        id = id == null ? "" : id;
        text = text == null ? "" : text;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public AgentMessage(String id, String text) {
        this(id, text, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
