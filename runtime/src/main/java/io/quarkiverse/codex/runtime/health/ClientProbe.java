package io.quarkiverse.codex.runtime.health;

/**
 * Finds out whether a client could run turns.
 */
interface ClientProbe {

    /**
     * Returns the client's name.
     */
    String name();

    /**
     * Finds out. May block; does not fail, and calls no model.
     */
    ClientHealth check();
}
