package io.quarkiverse.codex.runtime.health;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds out whether a client could run turns.
 */
public interface ClientProbe {

    /**
     * Returns the client's name.
     */
    String name();

    /**
     * Returns codex' home, or empty for a codex elsewhere.
     */
    Optional<Path> home();

    /**
     * Finds out. May block; does not fail, and calls no model.
     */
    ClientHealth check();
}
