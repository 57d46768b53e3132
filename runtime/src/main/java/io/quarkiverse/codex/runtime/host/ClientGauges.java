package io.quarkiverse.codex.runtime.host;

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
     * Returns how codex is.
     */
    TransportGauges transport();
}
