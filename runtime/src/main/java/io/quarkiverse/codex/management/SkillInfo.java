package io.quarkiverse.codex.management;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A skill that codex has found.
 *
 * @param name the name for {@code TurnInput.skill}, never {@code null}
 * @param path the file for {@code TurnInput.skill}, on codex' machine, never {@code null}
 * @param description what it is for, never {@code null}
 * @param scope {@code user}, {@code repo}, {@code system} or {@code admin}, and perhaps others; never {@code null}
 * @param enabled whether the model is told of it
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record SkillInfo(String name, String path, String description, String scope, boolean enabled, JsonNode raw) {
}
