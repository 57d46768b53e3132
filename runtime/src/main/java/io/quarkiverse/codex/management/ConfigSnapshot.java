package io.quarkiverse.codex.management;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex' configuration as it was when it was read.
 *
 * @param config what is in force, by the names of {@code config.toml}; never {@code null}, not to be changed
 * @param layers what it is made of, that which goes before all others first; unmodifiable, never {@code null}
 * @param origins which layer each value in force comes from, by its dotted key; never {@code null}, not to be changed
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record ConfigSnapshot(JsonNode config, List<ConfigLayer> layers, JsonNode origins, JsonNode raw) {

    public ConfigSnapshot {
        layers = List.copyOf(layers);
    }

    /**
     * Returns the first layer of a kind.
     *
     * @param type the kind, {@code user} for example
     * @return the layer, or empty
     */
    public Optional<ConfigLayer> layer(String type) {
        return layers.stream().filter(layer -> layer.type().equals(type)).findFirst();
    }

    /**
     * Returns the version to expect in {@code CodexConfiguration.write}, which writes to the user's
     * layer.
     *
     * @return the version, or {@code null} when codex named no such layer
     */
    public String userVersion() {
        return layer("user").map(ConfigLayer::version).orElse(null);
    }

    /**
     * Tells the layers only: values can be secrets.
     */
    @Override
    public String toString() {
        return "ConfigSnapshot[" + layers + "]";
    }
}
