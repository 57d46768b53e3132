package io.quarkiverse.codex.runtime.mcp;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.vertx.core.json.JsonObject;

/**
 * A call of a tool as codex makes it over MCP.
 */
final class McpCalls {

    private static final Logger LOG = Logger.getLogger(McpCalls.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TURN_METADATA = "x-codex-turn-metadata";

    private McpCalls() {
    }

    /**
     * Returns the name of the tool that is called, as it is known over MCP.
     */
    static String tool(ToolArguments call) {
        return parameters(call).getString("name");
    }

    static ToolCall call(ToolArguments call, ToolInfo tool) {
        JsonObject meta = call.meta().asJsonObject();
        JsonObject turn = meta.getJsonObject(TURN_METADATA, new JsonObject());
        return new ToolCall(meta.getString("threadId", ""), turn.getString("turn_id", ""), meta.getString("callId", ""),
                tool.namespace(), tool.name(), arguments(call),
                message -> LOG.debugf("%s: %s", tool.qualifiedName(), message));
    }

    /** As the model gave them, with nothing converted on the way. */
    static JsonNode arguments(ToolArguments call) {
        JsonObject arguments = parameters(call).getJsonObject("arguments");
        if (arguments == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return MAPPER.readTree(arguments.encode());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was JSON is none any more", e);
        }
    }

    /**
     * Returns whether the model has made the call, and not codex.
     */
    static boolean isOfTheModel(ToolArguments call) {
        return call.meta().asJsonObject().containsKey("callId");
    }

    private static JsonObject parameters(ToolArguments call) {
        return call.rawMessage().asJsonObject().getJsonObject("params");
    }
}
