package io.quarkiverse.codex.deployment.devservices;

import java.util.Map;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * A scripted model is lent, and can be told what to do. None of this is known to the application.
 */
public final class ScriptedModelBuildItem extends SimpleBuildItem {

    private final ScriptPad pad;

    ScriptedModelBuildItem(ScriptPad pad) {
        this.pad = pad;
    }

    /**
     * Returns the scripts.
     */
    public Map<String, Object> read() {
        return pad.read();
    }

    /**
     * Adds a script.
     *
     * @param fields what was typed
     */
    public Map<String, Object> write(Map<String, String> fields) {
        return pad.write(fields);
    }

    /**
     * Leaves the story only.
     */
    public Map<String, Object> erase() {
        return pad.erase();
    }
}
