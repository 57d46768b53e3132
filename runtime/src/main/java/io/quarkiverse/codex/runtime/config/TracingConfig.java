package io.quarkiverse.codex.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * Spans of turns, in an application that has OpenTelemetry.
 */
@ConfigGroup
public interface TracingConfig {

    /**
     * Whether spans show what was said and done: prompts, answers, command lines and their output, and what tools are given and
     * return. These may be long, and bear secrets.
     */
    @WithDefault("false")
    boolean content();
}
