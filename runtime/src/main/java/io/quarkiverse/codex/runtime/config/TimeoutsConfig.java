package io.quarkiverse.codex.runtime.config;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * Time limits.
 */
@ConfigGroup
public interface TimeoutsConfig {

    /**
     * How long a turn may take. Zero means no limit.
     */
    @WithDefault("1H")
    Duration turn();

    /**
     * How long it may take until the model begins to answer. Zero means no limit. A limit needs the extension
     * `quarkus-smallrye-fault-tolerance`.
     */
    @WithDefault("0S")
    Duration start();

    /**
     * How long codex may say nothing during a turn. codex itself waits for ever when the network is gone. Zero means no limit.
     */
    @WithDefault("10M")
    Duration idle();

    /**
     * How long codex may take to end, or to end a turn, after it was asked to, before it and its children are killed or the
     * turn
     * is given up. Zero means that it is given no time.
     */
    @WithDefault("5S")
    Duration shutdown();
}
