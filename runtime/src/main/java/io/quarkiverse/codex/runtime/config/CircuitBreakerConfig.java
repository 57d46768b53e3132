package io.quarkiverse.codex.runtime.config;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * Refuses turns at once for a while after too many have failed to begin. What counts is what passes by itself, such as a
 * provider that is overloaded or does not answer, and not what is wrong with a single turn, nor one that is refused or
 * cancelled. Needs the extension `quarkus-smallrye-fault-tolerance`.
 */
@ConfigGroup
public interface CircuitBreakerConfig {

    /**
     * Whether there is a circuit breaker.
     */
    @WithDefault("false")
    boolean enabled();

    /**
     * How many of the last turns are looked at, of those that began well or failed with what passes by itself. Before there
     * were so many, the circuit stays closed.
     */
    @WithDefault("20")
    int requestVolumeThreshold();

    /**
     * How many of these have to fail for the circuit to open, from 0 to 1.
     */
    @WithDefault("0.5")
    double failureRatio();

    /**
     * How long the circuit stays open. Then a turn is let through to try, and the next one if nothing comes of it either way.
     */
    @WithDefault("30S")
    Duration delay();

    /**
     * How many turns have to begin well after that for the circuit to close.
     */
    @WithDefault("1")
    int successThreshold();
}
