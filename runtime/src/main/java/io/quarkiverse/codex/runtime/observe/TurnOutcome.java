package io.quarkiverse.codex.runtime.observe;

import java.util.Locale;

import io.quarkiverse.codex.event.TurnStatus;

/**
 * How a turn ended.
 */
enum TurnOutcome {
    /** By itself. */
    COMPLETED,
    /** It was told to stop. */
    INTERRUPTED,
    /** Badly, or it was kept from beginning. */
    FAILED,
    /** Nobody wanted to know any more. */
    CANCELLED;

    static TurnOutcome of(TurnStatus status) {
        return status == TurnStatus.INTERRUPTED ? INTERRUPTED : COMPLETED;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
