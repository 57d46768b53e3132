package io.quarkiverse.codex.runtime.devui;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.item.DynamicToolCall;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.tool.ToolContent;
import io.quarkiverse.codex.tool.ToolResult;
import io.vertx.core.json.JsonObject;

/**
 * A call of a tool, as pages show it.
 */
final class ToolCallRecord {

    private ToolCallRecord() {
    }

    /** One that a page has made. */
    static JsonObject of(String tool, JsonNode arguments, ToolResult result, long milliseconds) {
        return record("Dev UI", tool, arguments, result.success(),
                result.content().stream().map(ToolCallRecord::text).collect(Collectors.joining("\n")), milliseconds);
    }

    /** One that an agent has made. */
    static JsonObject of(DynamicToolCall call) {
        String tool = call.namespace() == null || call.namespace().isEmpty() ? call.tool()
                : call.namespace() + "." + call.tool();
        return record("codex", tool, call.arguments(), Boolean.TRUE.equals(call.success()), texts(call.contentItems()),
                call.durationMs());
    }

    /** One that an agent has made over MCP. */
    static JsonObject of(McpToolCall call) {
        String answer = call.error() != null ? call.error().message()
                : call.result() == null ? "" : texts(call.result().content());
        return record("codex", call.server() + ": " + call.tool(), call.arguments(), call.status() == ItemStatus.COMPLETED,
                answer, call.durationMs());
    }

    private static JsonObject record(String by, String tool, JsonNode arguments, boolean success, String answer,
            Long milliseconds) {
        return JsonObject.of("at", Instant.now().toString(), "by", by, "tool", tool,
                "arguments", arguments == null ? "{}" : arguments.toString(), "success", success, "answer", answer)
                .put("milliseconds", milliseconds);
    }

    private static String text(ToolContent content) {
        if (content instanceof ToolContent.Text text) {
            return text.text();
        }
        return content instanceof ToolContent.Image ? "[an image]" : "[a sound]";
    }

    private static String texts(List<JsonNode> contents) {
        return contents.stream().map(content -> content.path("text").textValue()).filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }
}
