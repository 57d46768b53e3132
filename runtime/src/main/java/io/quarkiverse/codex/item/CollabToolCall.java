package io.quarkiverse.codex.item;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call by which the agent starts, messages or waits for other agents.
 *
 * @param id see {@link ThreadItem#id()}
 * @param tool the collaboration tool, for example {@code spawn_agent}; never {@code null}
 * @param senderThreadId the thread that called, never {@code null}
 * @param receiverThreadIds the threads it called; unmodifiable, never {@code null}
 * @param prompt what was sent to them, or {@code null}
 * @param agentsStates the last known state of each agent by thread id, or {@code null}
 * @param status how far the call is
 * @param extra see {@link ThreadItem#extra()}
 */
public record CollabToolCall(String id, String tool, String senderThreadId, List<String> receiverThreadIds, String prompt,
        JsonNode agentsStates, ItemStatus status, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "collab_tool_call";

    public CollabToolCall {
        id = id == null ? "" : id;
        tool = tool == null ? "" : tool;
        senderThreadId = senderThreadId == null ? "" : senderThreadId;
        receiverThreadIds = receiverThreadIds == null ? List.of() : List.copyOf(receiverThreadIds);
        status = status == null ? ItemStatus.UNKNOWN : status;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public CollabToolCall(String id, String tool, String senderThreadId, List<String> receiverThreadIds, String prompt,
            JsonNode agentsStates, ItemStatus status) {
        this(id, tool, senderThreadId, receiverThreadIds, prompt, agentsStates, status, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
