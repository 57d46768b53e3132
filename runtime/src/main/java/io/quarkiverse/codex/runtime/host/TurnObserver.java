package io.quarkiverse.codex.runtime.host;

/**
 * Watches the turns of a client. Thread-safe.
 */
@FunctionalInterface
public interface TurnObserver {

    /**
     * Begins to watch a turn that somebody wants to have run and whose thread is free. Does not block and does not fail.
     *
     * @param turn the turn
     * @return what watches this one, or {@link TurnWatch#NONE}, which costs the turn nothing; never {@code null}
     */
    TurnWatch watch(ObservedTurn turn);
}
