package io.quarkiverse.codex.hook;

import java.util.Optional;

import io.quarkiverse.codex.TurnInput;

/**
 * A turn is to begin: nothing of it has been started. A hook of this may change what codex is asked, or refuse the turn.
 * <p>
 * To be used until the hook's method has ended, or what it returned has completed. Not thread-safe.
 */
public interface BeforeTurn extends HookContext {

    /**
     * Returns what codex is to work on, as hooks before this one have left it.
     *
     * @return the input, or empty for a turn that has none: a review or a compaction; never {@code null}
     */
    Optional<TurnInput> input();

    /**
     * Gives the turn another input.
     *
     * @param input what codex is to work on instead
     * @throws IllegalStateException when the turn has no input to change
     */
    void input(TurnInput input);

    /**
     * Refuses the turn: nothing is started, no further hook is asked, and the turn fails with
     * {@link io.quarkiverse.codex.CodexTurnVetoedException}.
     *
     * @param reason why, for whoever wanted the turn
     */
    void veto(String reason);
}
