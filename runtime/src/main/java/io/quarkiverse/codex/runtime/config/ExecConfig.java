package io.quarkiverse.codex.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/**
 * Limits of the exec transport.
 */
@ConfigGroup
public interface ExecConfig {

    /**
     * The longest event that is accepted. A command's whole output is one event, so this bounds the memory of a turn; a
     * longer one fails the turn.
     */
    @WithDefault("64M")
    MemorySize maxEventSize();
}
