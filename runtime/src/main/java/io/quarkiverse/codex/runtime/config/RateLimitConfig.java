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
     * How long a window is. Windows follow each other, the first one beginning with the first turn: just where one ends and the
     * next begins, twice as many turns may begin.
     */
    @WithDefault("1M")
    Duration window();
}
