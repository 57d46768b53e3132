package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message of the agent. The last completed one of a turn is the turn's final response.
 *
 * @param id see {@link ThreadItem#id()}
 * @param text the message, usually Markdown, or JSON when the turn asked for structured output; never {@code null}
 * @param phase what the message is meant as, for example {@code commentary} or {@code final_answer}, or {@code null} where
 *        codex did not say, as with the exec transport
 * @param extra see {@link ThreadItem#extra()}
 */
public record AgentMessage(String id, String text, String phase, Map<String, JsonNode> extra) implements ThreadItem {

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
    public AgentMessage(String id, String text, String phase) {
        this(id, text, phase, Map.of());
    }

    /**
     * Creates an item of which codex did not say what it is meant as.
     */
    public AgentMessage(String id, String text) {
        this(id, text, null, Map.of());
    }

    /**
     * Creates an item of which codex did not say what it is meant as.
     */
    public AgentMessage(String id, String text, Map<String, JsonNode> extra) {
        this(id, text, null, extra);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
