package io.quarkiverse.codex.runtime.guard;

import io.quarkiverse.codex.CodexConfigurationException;

/**
 * Makes the guards around the start of turns.
 */
@FunctionalInterface
public interface StartGuards {

    /** In an application without fault tolerance there are none. */
    StartGuards MISSING = limits -> {
        throw new CodexConfigurationException("For " + limits.prefix() + "rate-limit, " + limits.prefix()
                + "circuit-breaker, " + limits.prefix() + "timeouts.start and " + limits.prefix() + "start-guard add the"
                + " dependency io.quarkus:quarkus-smallrye-fault-tolerance to the application");
    };

    /**
     * Makes a guard.
     *
     * @param limits what it guards against, which is something
     * @return the guard, never {@code null}
     * @throws CodexConfigurationException when there is none
     */
    StartGuard create(StartLimits limits);
}
