package io.quarkiverse.codex.runtime.budget;

import java.time.Duration;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.budget.Budget;

/**
 * The budgets of a client.
 *
 * @param client the client's name
 * @param prefix what the names of their properties begin with
 * @param turn of each turn whose options say nothing else
 * @param thread of each thread whose options say nothing else
 * @param perWindow of all turns within a window
 * @param window how long that is
 */
public record BudgetSettings(String client, String prefix, Budget turn, Budget thread, Budget perWindow, Duration window) {

    /**
     * Refuses what cannot be.
     *
     * @return these settings
     * @throws CodexConfigurationException when the window is none
     */
    public BudgetSettings checked() {
        if (window.toMillis() < 1) {
            throw new CodexConfigurationException(prefix + "budget.client.window is " + window + ": choose a time");
        }
        return this;
    }
}
