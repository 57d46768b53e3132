package io.quarkiverse.codex.runtime.host;

import java.util.Map;

/**
 * Tells how a client is, for whoever asks now and then. Thread-safe; nothing here blocks.
 */
public interface ClientGauges {

    /**
     * Returns how many turns have passed the guard and are not over.
     */
    int activeTurns();

    /**
     * Returns how many turns wait until others are over.
     */
    int queuedTurns();

    /**
     * Returns how often each of the application's hooks has failed, by the names of the hooks.
     */
    Map<String, Long> hookFailures();

    /**
     * Returns how codex is.
     */
    TransportGauges transport();
}
