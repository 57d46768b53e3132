package io.quarkiverse.codex.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * What is logged of turns.
 */
@ConfigGroup
public interface LogConfig {

    /**
     * Whether prompts, answers and the output of commands are logged, by the category `io.quarkiverse.codex.content` at level
     * `TRACE`. These may be long, and bear secrets.
     */
    @WithDefault("false")
    boolean content();
}
