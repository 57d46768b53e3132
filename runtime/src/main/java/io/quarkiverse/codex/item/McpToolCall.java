package io.quarkiverse.codex.item;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call of a tool on an MCP server.
 *
 * @param id see {@link ThreadItem#id()}
 * @param server the MCP server's name in codex' configuration, never {@code null}
 * @param tool the tool's name, never {@code null}
 * @param arguments the arguments as the model gave them, or {@code null}
 * @param result what the tool answered, or {@code null} while it runs and when it failed
 * @param error why the call failed, or {@code null}
 * @param status how far the call is
 * @param durationMs how long it took in milliseconds, or {@code null} while it runs and with the exec transport
 * @param extra see {@link ThreadItem#extra()}
 */
public record McpToolCall(String id, String server, String tool, JsonNode arguments, Result result, CallError error,
        ItemStatus status, Long durationMs, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "mcp_tool_call";

    public McpToolCall {
        id = id == null ? "" : id;
        server = server == null ? "" : server;
        tool = tool == null ? "" : tool;
        status = status == null ? ItemStatus.UNKNOWN : status;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with what the exec transport knows of a call.
     */
    public McpToolCall(String id, String server, String tool, JsonNode arguments, Result result, CallError error,
            ItemStatus status) {
        this(id, server, tool, arguments, result, error, status, null, Map.of());
    }

    /**
     * Creates an item with what the exec transport knows of a call.
     */
    public McpToolCall(String id, String server, String tool, JsonNode arguments, Result result, CallError error,
            ItemStatus status, Map<String, JsonNode> extra) {
        this(id, server, tool, arguments, result, error, status, null, extra);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * What an MCP tool answered.
     *
     * @param content the content blocks of the MCP result, as they came; unmodifiable, never {@code null}
     * @param structuredContent the structured content, or {@code null}
     * @param meta the {@code _meta} object, or {@code null}
     */
    public record Result(List<JsonNode> content, JsonNode structuredContent, JsonNode meta) {

        public Result {
            content = content == null ? List.of() : List.copyOf(content);
        }
    }

    /**
     * Why an MCP tool call failed.
     *
     * @param message codex' words, never {@code null}
     */
    public record CallError(String message) {

        public CallError {
            message = message == null ? "" : message;
        }
    }
}
