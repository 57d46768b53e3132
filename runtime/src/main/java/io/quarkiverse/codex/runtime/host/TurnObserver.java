package io.quarkiverse.codex.runtime.host;

/**
 * Watches the turns of a client. Thread-safe.
 */
@FunctionalInterface
public interface TurnObserver {

    /**
     * Begins to watch a turn, on the thread and in the context of whoever wants to have it run. Does not block and does not
     * fail.
     *
     * @param turn the turn, which may still be refused because its thread is not free: then the watch is never called
     * @return what watches this one, or {@link TurnWatch#NONE}, which costs the turn nothing; never {@code null}
     */
    TurnWatch watch(ObservedTurn turn);

    /**
     * Learns of the client whose turns it watches, before the first of them.
     *
     * @param gauges tells how the client is
     */
    default void attach(ClientGauges gauges) {
    }
}
