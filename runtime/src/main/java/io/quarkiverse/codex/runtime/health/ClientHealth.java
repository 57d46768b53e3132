package io.quarkiverse.codex.runtime.health;

import java.util.List;
import java.util.Map;

/**
 * What was found out of a client.
 *
 * @param problems what keeps it from running turns, and what to do; empty for one that is ready
 * @param details what else may be of interest, by its name; nothing that is secret
 */
public record ClientHealth(List<String> problems, Map<String, String> details) {

    /**
     * Returns whether the client could run turns.
     */
    public boolean isReady() {
        return problems.isEmpty();
    }
}
