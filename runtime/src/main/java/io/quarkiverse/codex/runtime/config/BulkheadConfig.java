package io.quarkiverse.codex.runtime.config;

import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;

/**
 * How many turns there may be. What is beyond these limits fails at once.
 */
@ConfigGroup
public interface BulkheadConfig {

    /**
     * How many turns of the client run at a time; 0 for any number. On the exec transport each is a process of 150 MB and
     * more; on the app-server each has a request under way when it starts, of which there are `app-server.max-requests` at
     * most. A turn that was cancelled counts until nothing of it is left.
     */
    @ConfigDocDefault("8 on the exec transport, 100 on the others")
    OptionalInt maxConcurrent();

    /**
     * How many more turns may wait until one of those is over; 0 for no queue. The time that a turn waits is no part of
     * `timeouts.turn`; cancelling it takes it out of the queue.
     */
    @ConfigDocDefault("10 times max-concurrent")
    OptionalInt maxQueued();
}
