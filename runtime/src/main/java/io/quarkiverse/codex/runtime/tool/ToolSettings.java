package io.quarkiverse.codex.runtime.tool;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.codex.runtime.config.ToolsConfig;
import io.quarkiverse.codex.runtime.host.NameGlobs;
import io.quarkiverse.codex.tool.ToolSelection;

/**
 * What is settled for a client's tools.
 *
 * @param offered which tools there are for the client
 * @param timeout how long a tool may take, zero for no limit
 * @param timeouts how long some tools may take, by their qualified names
 * @param maxResultBytes how large a result may be
 * @param failureMessage what the model is told of an unexpected failure
 */
record ToolSettings(ToolSelection offered, Duration timeout, Map<String, Duration> timeouts, long maxResultBytes,
        String failureMessage) {

    /**
     * @param selection what the application's code says of the tools that there are for the client
     */
    static ToolSettings of(ToolsConfig config, ToolSelection selection) {
        Map<String, Duration> timeouts = new HashMap<>();
        config.named().forEach((name, tool) -> tool.timeout().ifPresent(limit -> timeouts.put(name, limit)));
        NameGlobs names = NameGlobs.of(config.include().orElse(List.of()), config.exclude().orElse(List.of()));
        ToolSelection named = tool -> names.choose(tool.qualifiedName());
        return new ToolSettings(named.and(selection), config.timeout(), Map.copyOf(timeouts),
                config.maxResultSize().asLongValue(), config.failureMessage());
    }

    Duration timeout(String qualifiedName) {
        return timeouts.getOrDefault(qualifiedName, timeout);
    }
}
