package io.quarkiverse.codex.runtime.host;

import java.util.Map;
import java.util.Set;

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

    /**
     * Tells where codex is to stop and ask in every turn that is watched.
     *
     * @return the points; never {@code null}
     */
    default Set<NativeHookPoint> nativeHookPoints() {
        return Set.of();
    }

    /**
     * Tells how often the application's own code has failed that it runs.
     *
     * @return the number of failures by the name of what has failed, or may fail; never {@code null}
     */
    default Map<String, Long> failures() {
        return Map.of();
    }
}
