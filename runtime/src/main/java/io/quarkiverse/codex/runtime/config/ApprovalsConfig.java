package io.quarkiverse.codex.runtime.config;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * What becomes of the questions codex asks before it acts.
 */
@ConfigGroup
public interface ApprovalsConfig {

    /**
     * How long the approval policies may take to decide, a person's answer included. Then it is no. Zero means no limit.
     */
    @WithDefault("5M")
    Duration timeout();

    /**
     * How many requests may wait for a person's answer. Further ones are declined at once. What waits is in one place for all
     * clients, so this counts for the default client only.
     */
    @WithDefault("1000")
    int pendingLimit();
}
