package io.quarkiverse.codex.runtime.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The hooks that codex knows of and its user has not reviewed. codex runs none of them, and must not begin to because it is
 * told to trust those of the application.
 */
public final class UnreviewedHooks {

    /** The app-server's method that lists hooks. */
    public static final String METHOD = "hooks/list";

    private static final Set<String> REVIEWED = Set.of("trusted", "managed");

    private UnreviewedHooks() {
    }

    /**
     * Asks for the hooks that hold in a directory.
     */
    public static JsonNode params(String directory) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.putArray("cwds").add(directory);
        return params;
    }

    /**
     * Reads the answer.
     *
     * @return codex' keys of the hooks, without those that are switched off
     */
    public static List<String> read(JsonNode answer) {
        List<String> keys = new ArrayList<>();
        for (JsonNode directory : answer.path("data")) {
            for (JsonNode hook : directory.path("hooks")) {
                if (hook.path("enabled").asBoolean(true) && !REVIEWED.contains(hook.path("trustStatus").asText())) {
                    keys.add(hook.path("key").asText());
                }
            }
        }
        return keys;
    }
}
