package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The agent has written some more of a message.
 * <p>
 * A decoration: the completed item says the same in full, and has the last word. The exec transport has no deltas.
 *
 * @param itemId the id of the item that grows, never {@code null}
 * @param delta what is new, never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record AgentMessageDelta(String itemId, String delta, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "item.agent_message.delta";

    public AgentMessageDelta {
        itemId = itemId == null ? "" : itemId;
        delta = delta == null ? "" : delta;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public AgentMessageDelta(String itemId, String delta) {
        this(itemId, delta, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
