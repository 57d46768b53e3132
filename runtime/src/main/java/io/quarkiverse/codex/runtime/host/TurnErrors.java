package io.quarkiverse.codex.runtime.host;

import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.event.TurnError;

/**
 * Says of a turn's failure what an event would say of it.
 */
public final class TurnErrors {

    private TurnErrors() {
    }

    /**
     * Returns codex' own words where it gave any, else those of the failure.
     */
    public static TurnError of(Throwable failure) {
        return failure instanceof CodexTurnFailedException failed && failed.error() != null ? failed.error()
                : new TurnError(failure.getMessage());
    }
}
