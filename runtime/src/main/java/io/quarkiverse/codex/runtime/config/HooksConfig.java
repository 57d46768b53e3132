package io.quarkiverse.codex.runtime.config;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * What the application is told of turns.
 */
@ConfigGroup
public interface HooksConfig {

    /**
     * How long a hook may take. One that takes longer has failed. Zero means no limit.
     */
    @WithDefault("30S")
    Duration timeout();

    /**
     * Whether events of turns and items are fired to CDI observers, where there are any.
     */
    @WithDefault("true")
    boolean cdiEvents();

    /**
     * How codex is tried out for hooks that it is to wait for.
     */
    HookProbeConfig probe();
}
