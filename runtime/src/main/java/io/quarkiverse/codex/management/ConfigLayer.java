package io.quarkiverse.codex.management;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One of the sources that codex' configuration is laid together from.
 *
 * @param type {@code sessionFlags} for what the application gave, {@code project}, {@code user}, {@code system} and others;
 *        never {@code null}
 * @param file the file it comes from, on codex' machine, or {@code null}
 * @param version a hash of its content, {@code sha256:…}, never {@code null}
 * @param config its values, never {@code null}, not to be changed
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record ConfigLayer(String type, String file, String version, JsonNode config, JsonNode raw) {

    /**
     * Tells what the layer is and nothing of its values.
     */
    @Override
    public String toString() {
        return "ConfigLayer[" + type + ", " + version + "]";
    }
}
