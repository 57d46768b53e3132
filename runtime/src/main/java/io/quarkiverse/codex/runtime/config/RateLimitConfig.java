package io.quarkiverse.codex.runtime.config;

import java.time.Duration;
import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * How often turns may begin. One too many fails at once. Needs the extension `quarkus-smallrye-fault-tolerance`.
 */
@ConfigGroup
public interface RateLimitConfig {

    /**
     * How many turns may begin within the window. An attempt to try one again counts as a turn.
     */
    @ConfigDocDefault("no limit")
    OptionalInt maxTurns();

    /**
     * How long the window is. It moves with the time.
     */
    @WithDefault("1M")
    Duration window();
}
