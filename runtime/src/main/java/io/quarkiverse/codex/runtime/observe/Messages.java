package io.quarkiverse.codex.runtime.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.tool.ToolContent;
import io.quarkiverse.codex.tool.ToolResult;

/**
 * Writes what was said in the form that the semantic conventions for generative AI give it. Pictures are left out.
 */
final class Messages {

    private Messages() {
    }

    static String of(TurnInput input) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        ArrayNode parts = messages.addObject().put("role", "user").putArray("parts");
        for (TurnInput.Part part : input.parts()) {
            if (part instanceof TurnInput.Text text) {
                parts.addObject().put("type", "text").put("content", text.text());
            }
        }
        return messages.toString();
    }

    static String of(String answer) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        messages.addObject().put("role", "assistant").put("finish_reason", "stop").putArray("parts").addObject()
                .put("type", "text").put("content", answer);
        return messages.toString();
    }

    static String of(ToolResult result) {
        StringBuilder text = new StringBuilder();
        for (ToolContent content : result.content()) {
            if (content instanceof ToolContent.Text said) {
                text.append(said.text());
            }
        }
        return text.toString();
    }
}
