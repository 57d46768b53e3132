package io.quarkiverse.codex.hook;

import io.quarkiverse.codex.TurnResult;

/**
 * A turn has ended by itself or was interrupted, and nothing of it is left: its thread can be used for another. Whoever waits
 * for the turn hears of its end after the hooks of this. A cancelled turn has none. Where a hook with
 * {@link OnError#FAIL} fails, no further one runs, and the hooks of {@link TurnFailure} do.
 */
public interface AfterTurn extends HookContext {

    /**
     * Returns what came of the turn. That it can be told here, with all items, also of a turn whose caller only streams it,
     * makes such a turn keep its items until its end.
     *
     * @return the result, never {@code null}
     */
    TurnResult result();
}
