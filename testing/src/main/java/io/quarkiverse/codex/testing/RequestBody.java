package io.quarkiverse.codex.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the body of a request of the Responses API as codex fills it in. */
final class RequestBody {

    // Codex says these things in the user's name; none of them is what the user said.
    private static final List<String> SPOKEN_BY_CODEX = List.of("<environment_context>", "# AGENTS.md instructions",
            "<user_instructions>", "<turn_aborted>", "<skill>", "<subagent_notification>", "<user_shell_command>");
    private static final List<String> AROUND_IMAGES = List.of("<image name=", "<image>", "</image>");

    private final JsonNode json;
    private final List<JsonNode> input = new ArrayList<>();
    private final int promptAt;

    RequestBody(JsonNode json) {
        this.json = json;
        json.path("input").forEach(input::add);
        this.promptAt = lastPrompt();
    }

    String model() {
        return json.path("model").asText();
    }

    JsonNode schema() {
        return json.path("text").path("format").path("schema");
    }

    String prompt() {
        return promptAt < 0 ? "" : String.join("\n", spokenByUser(input.get(promptAt)));
    }

    List<String> images() {
        List<String> images = new ArrayList<>();
        if (promptAt >= 0) {
            input.get(promptAt).path("content").forEach(part -> {
                if (part.path("type").asText().equals("input_image")) {
                    images.add(part.path("image_url").asText());
                }
            });
        }
        return images;
    }

    String instructions() {
        List<String> instructions = new ArrayList<>();
        if (json.path("instructions").isTextual()) {
            instructions.add(json.path("instructions").asText());
        }
        for (JsonNode item : input) {
            String role = item.path("role").asText();
            texts(item).stream()
                    .filter(text -> role.equals("developer") || role.equals("system")
                            || role.equals("user") && startsWithAny(text, SPOKEN_BY_CODEX))
                    .forEach(instructions::add);
        }
        return String.join("\n\n", instructions);
    }

    List<String> toolNames() {
        List<String> names = new ArrayList<>();
        json.path("tools").forEach(tool -> {
            if (tool.path("type").asText().equals("namespace")) {
                tool.path("tools")
                        .forEach(member -> names.add(tool.path("name").asText() + "." + member.path("name").asText()));
            } else {
                names.add(tool.path("name").asText(tool.path("type").asText()));
            }
        });
        return names;
    }

    /** The outputs that came after the prompt: those of the turn at hand. */
    List<ToolOutput> toolOutputs() {
        Map<String, String> toolByCall = new HashMap<>();
        List<ToolOutput> outputs = new ArrayList<>();
        for (JsonNode item : input.subList(promptAt + 1, input.size())) {
            String callId = item.path("call_id").asText();
            if (item.path("type").asText().endsWith("_output")) {
                outputs.add(new ToolOutput(callId, toolByCall.getOrDefault(callId, ""), outputText(item.path("output"))));
            } else if (!callId.isEmpty()) {
                toolByCall.put(callId, item.path("name").asText());
            }
        }
        return outputs;
    }

    private int lastPrompt() {
        for (int position = input.size() - 1; position >= 0; position--) {
            JsonNode item = input.get(position);
            if (item.path("role").asText().equals("user") && (!spokenByUser(item).isEmpty() || hasImage(item))) {
                return position;
            }
        }
        return -1;
    }

    private static boolean hasImage(JsonNode message) {
        for (JsonNode part : message.path("content")) {
            if (part.path("type").asText().equals("input_image")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> spokenByUser(JsonNode message) {
        return texts(message).stream()
                .filter(text -> !startsWithAny(text, SPOKEN_BY_CODEX) && !startsWithAny(text, AROUND_IMAGES)).toList();
    }

    private static List<String> texts(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return List.of(content.asText());
        }
        List<String> texts = new ArrayList<>();
        content.forEach(part -> {
            if (part.path("text").isTextual()) {
                texts.add(part.path("text").asText());
            }
        });
        return texts;
    }

    private static String outputText(JsonNode output) {
        if (output.isTextual()) {
            return output.asText();
        }
        List<String> texts = new ArrayList<>();
        output.forEach(part -> {
            if (part.path("text").isTextual()) {
                texts.add(part.path("text").asText());
            }
        });
        return texts.isEmpty() && !output.isMissingNode() && !output.isArray() ? output.toString()
                : String.join("\n", texts);
    }

    private static boolean startsWithAny(String text, List<String> beginnings) {
        return beginnings.stream().anyMatch(text::startsWith);
    }
}
