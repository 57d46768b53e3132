package io.quarkiverse.codex.event;

/**
 * How a turn that did not fail has ended.
 */
public enum TurnStatus {
    /** It ended by itself. */
    COMPLETED,
    /** It was interrupted; what was done until then stays done. */
    INTERRUPTED,
    /** A status this version does not know, whose original stands in {@link TurnCompleted#extra()}; or none. */
    UNKNOWN
}
