package io.quarkiverse.codex.runtime.config;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/**
 * The app-server transport.
 */
@ConfigGroup
public interface AppServerConfig {

    /**
     * How many processes share the threads of the client.
     */
    @WithDefault("1")
    int processes();

    /**
     * How long codex may take to answer a request, such as the start of a turn. The turn itself has limits of its own.
     */
    @WithDefault("60S")
    Duration requestTimeout();

    /**
     * How many requests may wait for their answers at a time, for each process.
     */
    @WithDefault("256")
    int maxRequests();

    /**
     * The longest message that is accepted. A command's whole output is in one message.
     */
    @WithDefault("64M")
    MemorySize maxMessageSize();

    /**
     * How many events of a turn may wait for a slow subscriber. The deltas of an item count as one, for they grow together.
     * More than that end the turn.
     */
    @WithDefault("10000")
    int maxWaitingEvents();

    /**
     * How many characters of deltas of a turn may wait for a slow subscriber. More than that end the turn.
     */
    @WithDefault("16777216")
    long maxWaitingText();

    /**
     * How long to wait before a process that died is started again; the delay doubles while it goes on dying.
     */
    @WithDefault("100MS")
    Duration restartDelay();

    /**
     * The longest that the delay before a restart becomes.
     */
    @WithDefault("30S")
    Duration maxRestartDelay();
}
