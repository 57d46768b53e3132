package io.quarkiverse.codex.management;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What came of writing a value to codex' configuration.
 *
 * @param version the version of the layer now, to expect at the next write; never {@code null}
 * @param file the file that was written, on codex' machine, or {@code null}
 * @param overridden whether another layer goes before the value, so that it is written but not in force
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record ConfigWrite(String version, String file, boolean overridden, JsonNode raw) {

    /**
     * Tells nothing of the values.
     */
    @Override
    public String toString() {
        return "ConfigWrite[" + version + ", overridden=" + overridden + "]";
    }
}
