package io.quarkiverse.codex.test.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.item.DynamicToolCall;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.item.ThreadItem;

/**
 * What a tool has answered in a turn, whatever transport it went by.
 *
 * @param tool the tool's name
 * @param success whether it could do it
 * @param text its texts, one to a line
 * @param images the addresses of its images
 */
record ToolAnswer(String tool, boolean success, String text, List<String> images) {

    static List<ToolAnswer> of(TurnResult result) {
        List<ToolAnswer> answers = new ArrayList<>();
        for (ThreadItem item : result.items()) {
            if (item instanceof DynamicToolCall call) {
                answers.add(of(call.tool(), Boolean.TRUE.equals(call.success()), call.contentItems()));
            } else if (item instanceof McpToolCall call) {
                answers.add(call.result() == null ? new ToolAnswer(call.tool(), false, call.error().message(), List.of())
                        : of(call.tool(), call.status() == ItemStatus.COMPLETED, call.result().content()));
            }
        }
        return answers;
    }

    private static ToolAnswer of(String tool, boolean success, List<JsonNode> content) {
        return new ToolAnswer(tool, success,
                content.stream().filter(part -> part.has("text")).map(part -> part.get("text").asText())
                        .collect(Collectors.joining("\n")),
                content.stream().map(ToolAnswer::image).filter(url -> !url.isEmpty()).toList());
    }

    private static String image(JsonNode part) {
        return part.has("data") ? "data:" + part.path("mimeType").asText() + ";base64," + part.path("data").asText()
                : part.path("imageUrl").asText();
    }
}
