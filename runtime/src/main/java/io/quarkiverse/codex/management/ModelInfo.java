package io.quarkiverse.codex.management;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A model that codex can use.
 *
 * @param id codex' id of the model, never {@code null}
 * @param model the name for {@code ThreadOptions.model}, never {@code null}
 * @param displayName its name for people, never {@code null}
 * @param description what it is good for, never {@code null}
 * @param isDefault whether codex takes it when nobody chooses
 * @param hidden whether codex would not show it in a list; such are not listed
 * @param defaultReasoningEffort the effort when nobody chooses, or {@code null}
 * @param supportedReasoningEfforts the efforts that can be chosen, unmodifiable, never {@code null}
 * @param inputModalities what it can be given: {@code text}, {@code image}; unmodifiable, never {@code null}
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record ModelInfo(String id, String model, String displayName, String description, boolean isDefault, boolean hidden,
        String defaultReasoningEffort, List<String> supportedReasoningEfforts, List<String> inputModalities, JsonNode raw) {

    public ModelInfo {
        supportedReasoningEfforts = List.copyOf(supportedReasoningEfforts);
        inputModalities = List.copyOf(inputModalities);
    }
}
