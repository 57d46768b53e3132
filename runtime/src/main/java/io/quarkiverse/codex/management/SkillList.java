package io.quarkiverse.codex.management;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The skills that codex has for a directory.
 *
 * @param cwd the directory, or {@code null} when codex did not say
 * @param skills the skills, unmodifiable, never {@code null}
 * @param errors what is wrong with the files of others, unmodifiable, never {@code null}
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record SkillList(String cwd, List<SkillInfo> skills, List<SkillError> errors, JsonNode raw) {

    public SkillList {
        skills = List.copyOf(skills);
        errors = List.copyOf(errors);
    }

    /**
     * A skill that cannot be used.
     *
     * @param path its file, never {@code null}
     * @param message what is wrong with it, never {@code null}
     */
    public record SkillError(String path, String message) {
    }
}
