package io.quarkiverse.codex.test.tool;

import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.item.DynamicToolCall;

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
        return result.items().stream().filter(DynamicToolCall.class::isInstance).map(DynamicToolCall.class::cast)
                .map(call -> new ToolAnswer(call.tool(), Boolean.TRUE.equals(call.success()),
                        call.contentItems().stream().filter(part -> part.has("text")).map(part -> part.get("text").asText())
                                .collect(Collectors.joining("\n")),
                        call.contentItems().stream().map(part -> part.path("imageUrl").asText(image(part)))
                                .filter(url -> !url.isEmpty()).toList()))
                .toList();
    }

    private static String image(JsonNode part) {
        return part.path("image_url").asText("");
    }
}
