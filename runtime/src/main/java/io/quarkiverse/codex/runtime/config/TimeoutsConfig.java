package io.quarkiverse.codex.runtime.config;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * Time limits. A limit of zero means none.
 */
@ConfigGroup
public interface TimeoutsConfig {

    /**
     * How long a turn may take.
     */
    @WithDefault("1H")
    Duration turn();

    /**
     * How long it may take until the model begins to answer. A limit needs the extension `quarkus-smallrye-fault-tolerance`.
     */
    @WithDefault("0S")
    Duration start();

    /**
     * How long codex may say nothing during a turn. codex itself waits for ever when the network is gone.
     */
    @WithDefault("10M")
    Duration idle();

    /**
     * How long codex may take to end after it was asked to, before it and its children are killed.
     */
    @WithDefault("5S")
    Duration shutdown();
}
