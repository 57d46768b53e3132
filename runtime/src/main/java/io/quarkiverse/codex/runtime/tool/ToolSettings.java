package io.quarkiverse.codex.runtime.tool;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.codex.runtime.config.ToolsConfig;
import io.quarkiverse.codex.runtime.host.NameGlobs;

/**
 * What a client's configuration says of tools.
 *
 * @param offered which tools there are for the client
 * @param timeout how long a tool may take, zero for no limit
 * @param timeouts how long some tools may take, by their qualified names
 * @param maxResultBytes how large a result may be
 * @param failureMessage what the model is told of an unexpected failure
 */
record ToolSettings(NameGlobs offered, Duration timeout, Map<String, Duration> timeouts, long maxResultBytes,
        String failureMessage) {

    static ToolSettings of(ToolsConfig config) {
        Map<String, Duration> timeouts = new HashMap<>();
        config.named().forEach((name, tool) -> tool.timeout().ifPresent(limit -> timeouts.put(name, limit)));
        return new ToolSettings(NameGlobs.of(config.include().orElse(List.of()), config.exclude().orElse(List.of())),
                config.timeout(), Map.copyOf(timeouts),
                config.maxResultSize().asLongValue(), config.failureMessage());
    }

    Duration timeout(String qualifiedName) {
        return timeouts.getOrDefault(qualifiedName, timeout);
    }
}
