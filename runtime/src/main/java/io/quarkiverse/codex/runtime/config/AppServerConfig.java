package io.quarkiverse.codex.runtime.config;

import java.time.Duration;
import java.util.Optional;

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
     * How many requests may be with codex at a time, for each process. Further ones wait for their turn, up to sixteen times as
     * many, and no longer than for an answer.
     */
    @WithDefault("256")
    int maxRequests();

    /**
     * The longest message that is accepted. A command's whole output is in one message. A longer one is left out, and the turn
     * or the request that needs it fails; from a remote codex it costs the connection.
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
     * How many characters of a turn may wait for a slow subscriber, in deltas and in what items hold: output of commands,
     * results of tools, answers. More than that end the turn. An event that is longer by itself does not, as long as it is
     * the next one that the subscriber gets.
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

    /**
     * How many threads that no turn runs on stay open in each process. Beyond that, the one that was used the longest ago is
     * closed; its next turn opens it again, which takes a few milliseconds. An open thread costs about 1 MB of memory and
     * two file descriptors.
     */
    @WithDefault("100")
    int maxOpenThreads();

    /**
     * How many ephemeral threads that no turn runs on stay open in each process. Beyond that, the one that was used the
     * longest ago is closed, and as nothing of it is kept, a later turn on it fails.
     */
    @WithDefault("100")
    int maxEphemeralThreads();

    /**
     * Whether the processes are started with the application, or the connections to remote ones opened, and not with the
     * first turn. The application is ready when they are. A configuration that cannot be fails its start; whatever else goes
     * wrong is logged, and the first turn tries again. On every transport, codex is then tried out for the hooks that it is
     * to wait for.
     */
    @WithDefault("false")
    boolean eagerStart();

    /**
     * How long nothing may be going on before a process is ended, or the connection to a remote one closed; the next turn
     * starts it again. It stays as long as something would be lost: a turn, a request, an ephemeral thread, a thread that a
     * request of the application has opened, or a subscriber to notifications. Not set, processes stay.
     */
    Optional<Duration> idleTimeout();
}
