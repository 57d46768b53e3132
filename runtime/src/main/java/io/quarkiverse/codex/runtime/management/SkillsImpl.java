package io.quarkiverse.codex.runtime.management;

import java.nio.file.Path;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexSkills;
import io.quarkiverse.codex.management.SkillInfo;
import io.quarkiverse.codex.management.SkillList;
import io.smallrye.mutiny.Uni;

/**
 * The skills of a client.
 */
public final class SkillsImpl implements CodexSkills {

    private final RpcAccess access;
    private final Supplier<Path> workingDirectory;

    /**
     * @param workingDirectory where the client's threads work when they do not say otherwise
     */
    public SkillsImpl(RpcAccess access, Supplier<Path> workingDirectory) {
        this.access = access;
        this.workingDirectory = workingDirectory;
    }

    @Override
    public Uni<SkillList> list() {
        return Uni.createFrom().deferred(() -> list(workingDirectory.get()));
    }

    @Override
    public Uni<SkillList> list(Path directory) {
        return request(directory, false);
    }

    @Override
    public Uni<SkillList> reload(Path directory) {
        return request(directory, true);
    }

    private Uni<SkillList> request(Path directory, boolean reload) {
        ObjectNode params = Json.object().put("forceReload", reload);
        ArrayNode directories = params.putArray("cwds");
        // A remote codex may work in a directory of its own, which it takes where none is named.
        if (!directory.toString().isEmpty()) {
            directories.add(directory.toString());
        }
        // One directory was asked for, so that there is one answer.
        return access.request("skills", "skills/list", params).map(answer -> skills(answer.path("data").path(0)));
    }

    private static SkillList skills(JsonNode entry) {
        return new SkillList(Json.text(entry, "cwd"), Json.list(entry.path("skills"), SkillsImpl::skill),
                Json.list(entry.path("errors"), error -> new SkillList.SkillError(Json.textOrEmpty(error, "path"),
                        Json.textOrEmpty(error, "message"))),
                entry);
    }

    private static SkillInfo skill(JsonNode skill) {
        return new SkillInfo(Json.textOrEmpty(skill, "name"), Json.textOrEmpty(skill, "path"),
                Json.textOrEmpty(skill, "description"), Json.textOrEmpty(skill, "scope"), skill.path("enabled").asBoolean(),
                skill);
    }
}
