package io.quarkiverse.codex.deployment.devservices;

import java.util.Map;
import java.util.function.Function;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * A scripted model is lent, and can be told what to do. None of this is known to the application.
 */
public final class ScriptedModelBuildItem extends SimpleBuildItem {

    ScriptedModelBuildItem() {
    }

    /**
     * Returns the scripts.
     */
    public Map<String, Object> read() {
        return with(ScriptPad::read);
    }

    /**
     * Adds a script.
     *
     * @param fields what was typed
     */
    public Map<String, Object> write(Map<String, String> fields) {
        return with(pad -> pad.write(fields));
    }

    /**
     * Leaves the story only.
     */
    public Map<String, Object> erase() {
        return with(ScriptPad::erase);
    }

    private static Map<String, Object> with(Function<ScriptPad, Map<String, Object>> action) {
        return LentModel.running().map(LentModel::pad).map(action)
                .orElse(Map.of("problem", "The scripted model does not run."));
    }
}
