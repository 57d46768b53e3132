package io.quarkiverse.codex.runtime.config;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * When a turn that has failed is tried again. It is only when the failure passes by itself, such as a rate limit or a lost
 * connection, and only as long as the turn has not run a command, changed a file or called a tool that is not read-only.
 */
@ConfigGroup
public interface RetryConfig {

    /**
     * How often a turn is tried again; 0 for never. codex itself asks the model several times before it says that a turn has
     * failed.
     */
    @WithDefault("2")
    int maxRetries();

    /**
     * How long to wait before the first retry. When codex hands on how long the model's provider wants to be left alone, that
     * time counts if it is longer.
     */
    @WithDefault("1S")
    Duration delay();

    /**
     * By how much the delay grows from retry to retry.
     */
    @WithDefault("2")
    double factor();

    /**
     * How much of the delay is left to chance, so that many turns that have failed together do not come back together: with
     * `0.2` it is between 20 % shorter and 20 % longer.
     */
    @WithDefault("0.2")
    double jitter();

    /**
     * The longest that a delay grows to.
     */
    @WithDefault("30S")
    Duration maxDelay();

    /**
     * How long after its begin a turn is still tried again. A delay that would go beyond that is not waited for. Zero means no
     * limit but that of `timeouts.turn`, which holds for all attempts together.
     */
    @WithDefault("10M")
    Duration maxDuration();

    /**
     * Whether turns are tried again that may have changed something already. What they have done then is done twice, unless
     * the model finds out. `TurnOptions.retryUnsafe` says the same for one turn.
     */
    @WithDefault("false")
    boolean unsafe();
}
