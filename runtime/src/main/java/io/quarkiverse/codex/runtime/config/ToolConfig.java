package io.quarkiverse.codex.runtime.config;

import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;

/**
 * One tool.
 */
@ConfigGroup
public interface ToolConfig {

    /**
     * How long the tool may take. Zero means no limit.
     */
    @ConfigDocDefault("the limit of all tools")
    Optional<Duration> timeout();
}
