package io.quarkiverse.codex.item;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call of a tool that the application itself offers.
 *
 * @param id see {@link ThreadItem#id()}
 * @param namespace the tool's namespace, or {@code null} if it has none
 * @param tool the tool's name, never {@code null}
 * @param arguments the arguments as the model gave them, or {@code null}
 * @param contentItems what the application answered, each an object with a {@code type} such as {@code inputText}, as it
 *        went; unmodifiable, never {@code null}, empty while the tool runs
 * @param success whether the application called it a success, or {@code null} while the tool runs
 * @param durationMs how long it took in milliseconds, or {@code null} while the tool runs
 * @param status how far the call is
 * @param extra see {@link ThreadItem#extra()}
 */
public record DynamicToolCall(String id, String namespace, String tool, JsonNode arguments, List<JsonNode> contentItems,
        Boolean success, Long durationMs, ItemStatus status, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "dynamic_tool_call";

    public DynamicToolCall {
        id = id == null ? "" : id;
        tool = tool == null ? "" : tool;
        contentItems = contentItems == null ? List.of() : List.copyOf(contentItems);
        status = status == null ? ItemStatus.UNKNOWN : status;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public DynamicToolCall(String id, String namespace, String tool, JsonNode arguments, List<JsonNode> contentItems,
            Boolean success, Long durationMs, ItemStatus status) {
        this(id, namespace, tool, arguments, contentItems, success, durationMs, status, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
