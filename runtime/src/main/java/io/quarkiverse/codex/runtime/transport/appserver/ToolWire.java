package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.event.ToolProgress;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.tool.ToolContent;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;

/**
 * The application's tools as the app-server understands them: its dynamic tools.
 */
final class ToolWire {

    static final String CALL = "item/tool/call";

    private ToolWire() {
    }

    /**
     * Writes the tools of a new thread. codex keeps them with the thread and takes no others later.
     */
    static ArrayNode dynamicTools(List<ToolInfo> tools) {
        ArrayNode specs = JsonNodeFactory.instance.arrayNode();
        Map<String, ArrayNode> namespaces = new TreeMap<>();
        for (ToolInfo tool : tools) {
            ArrayNode target = tool.namespace().isEmpty() ? specs
                    : namespaces.computeIfAbsent(tool.namespace(), name -> JsonNodeFactory.instance.arrayNode());
            target.addObject().put("type", "function").put("name", tool.name()).put("description", tool.description())
                    .set("inputSchema", tool.inputSchema());
        }
        namespaces.forEach((name, members) -> specs.addObject().put("type", "namespace").put("name", name)
                .put("description", "Tools of " + name).set("tools", members));
        return specs;
    }

    /**
     * Reads what {@link #dynamicTools} has written.
     *
     * @return the tools, or empty where something is not as it was written
     */
    static Optional<List<ToolInfo>> tools(JsonNode specs) {
        List<ToolInfo> tools = new ArrayList<>();
        return specs.isArray() && read(specs, "", tools) ? Optional.of(tools) : Optional.empty();
    }

    private static boolean read(JsonNode specs, String namespace, List<ToolInfo> tools) {
        for (JsonNode spec : specs) {
            String name = spec.path("name").asText();
            if (spec.path("tools").isArray()) {
                if (!read(spec.path("tools"), name, tools)) {
                    return false;
                }
            } else if (!name.isEmpty() && spec.path("inputSchema") instanceof ObjectNode schema) {
                tools.add(ToolInfo.builder(name, spec.path("description").asText()).namespace(namespace).inputSchema(schema)
                        .build());
            } else {
                return false;
            }
        }
        return true;
    }

    static ToolCall call(JsonNode params, Consumer<String> progress) {
        JsonNode arguments = params.get("arguments");
        return new ToolCall(params.path("threadId").asText(), params.path("turnId").asText(), params.path("callId").asText(),
                params.path("namespace").asText(""), params.path("tool").asText(),
                arguments == null ? NullNode.getInstance() : arguments, progress);
    }

    static ToolProgress progress(JsonNode params, String message) {
        return new ToolProgress(params.path("callId").asText(), params.path("namespace").asText(null),
                params.path("tool").asText(), message);
    }

    static JsonNode reply(ToolResult result) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ArrayNode content = reply.putArray("contentItems");
        for (ToolContent part : result.content()) {
            if (part instanceof ToolContent.Text text) {
                content.addObject().put("type", "inputText").put("text", text.text());
            } else if (part instanceof ToolContent.Image image) {
                content.addObject().put("type", "inputImage").put("imageUrl", image.url());
            } else if (part instanceof ToolContent.Audio audio) {
                content.addObject().put("type", "inputAudio").put("audioUrl", audio.url());
            }
        }
        return reply.put("success", result.success());
    }
}
