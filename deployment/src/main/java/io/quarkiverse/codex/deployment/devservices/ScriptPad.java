package io.quarkiverse.codex.deployment.devservices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.testing.ModelRequest;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.Script;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.Step;

/**
 * What the scripted model is told to do: the story it begins with, and what is written on the page.
 * <p>
 * It speaks in maps and lists of strings, for the application, which passes them on, knows no class of the build.
 */
final class ScriptPad {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ScriptedModel model;
    private final List<Map<String, String>> written = new ArrayList<>();

    ScriptPad(ScriptedModel model) {
        this.model = model;
        Story.tell(model);
    }

    /**
     * Puts a script before all others.
     *
     * @param fields what was typed: {@code prompt}, and as far as wanted {@code command}, {@code tool}, {@code arguments}
     *        and {@code reply}
     * @return the scripts, or the {@code problem} with what was typed
     */
    synchronized Map<String, Object> write(Map<String, String> fields) {
        String prompt = fields.getOrDefault("prompt", "");
        Script script = Script.when(prompt.isBlank() ? Prompt.any() : Prompt.containing(prompt.strip()));
        try {
            if (isGiven(fields, "command")) {
                script = script.shell(fields.get("command"));
            }
            if (isGiven(fields, "tool")) {
                script = script.then(call(fields.get("tool").strip(), arguments(fields)));
            }
        } catch (IllegalArgumentException wrong) {
            return Map.of("problem", wrong.getMessage());
        }
        if (isGiven(fields, "reply")) {
            script = script.then(Step.message(fields.get("reply")).streamed());
        }
        if (script.steps().isEmpty()) {
            return Map.of("problem", "Nothing happens in this script: let it run a command, call a tool or reply");
        }
        model.override(script);
        written.add(0, new LinkedHashMap<>(fields));
        return read();
    }

    private static boolean isGiven(Map<String, String> fields, String name) {
        return !fields.getOrDefault(name, "").isBlank();
    }

    private static Step.ToolCall call(String name, JsonNode arguments) {
        int dot = name.lastIndexOf('.');
        Step.ToolCall call = Step.toolCall(name.substring(dot + 1), arguments);
        return dot < 0 ? call : call.in(name.substring(0, dot));
    }

    private static JsonNode arguments(Map<String, String> fields) {
        String arguments = isGiven(fields, "arguments") ? fields.get("arguments") : "{}";
        try {
            JsonNode read = MAPPER.readTree(arguments);
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The arguments are no JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("The arguments are no JSON object");
    }

    /**
     * Leaves the story only. Answers that are being given are cut off.
     */
    synchronized Map<String, Object> erase() {
        model.reset();
        written.clear();
        Story.tell(model);
        return read();
    }

    /**
     * Returns what is written, the newest first, the prompts of the story, and what codex has asked for last.
     */
    synchronized Map<String, Object> read() {
        List<Map<String, Object>> asked = new ArrayList<>();
        for (ModelRequest request : model.requests()) {
            asked.add(0, Map.of("prompt", request.prompt(), "model", request.model(), "toolOutputs",
                    request.toolOutputs().size()));
        }
        return Map.of("url", model.baseUrl(), "scripts", List.copyOf(written), "story", Story.PROMPTS, "requests", asked);
    }
}
