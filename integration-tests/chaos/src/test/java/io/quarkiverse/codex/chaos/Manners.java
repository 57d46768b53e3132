package io.quarkiverse.codex.chaos;

/** How whoever wants a turn behaves. */
enum Manners {
    /** Reads events as they come. */
    READS,
    /** Wants the result only. */
    WAITS,
    /** Cancels at some time. */
    CANCELS,
    /** Reads some events, or none, and then no more, until it goes away long after. */
    NEVER_READS,
    /** Throws an exception when it is told an event. */
    THROWS
}
