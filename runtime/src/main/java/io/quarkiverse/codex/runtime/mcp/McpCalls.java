package io.quarkiverse.codex.runtime.mcp;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.vertx.core.json.JsonArray;
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
                message -> LOG.debugf("The tool %s has told how far it is", tool.qualifiedName()));
    }

    /**
     * As the model gave them, but for numbers with a fraction or an exponent: the server has read those as doubles, of which
     * one
     * that is too large is infinite. Written down again, that would be a text.
     */
    static JsonNode arguments(ToolArguments call) {
        JsonObject arguments = parameters(call).getJsonObject("arguments");
        return arguments == null ? JsonNodeFactory.instance.objectNode() : tree(arguments);
    }

    private static JsonNode tree(Object value) {
        if (value instanceof JsonObject object) {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            object.forEach(member -> tree.set(member.getKey(), tree(member.getValue())));
            return tree;
        }
        if (value instanceof JsonArray array) {
            ArrayNode tree = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> tree.add(tree(element)));
            return tree;
        }
        return MAPPER.valueToTree(value);
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
