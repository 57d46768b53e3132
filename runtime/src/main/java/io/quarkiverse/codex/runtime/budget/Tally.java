package io.quarkiverse.codex.runtime.budget;

import io.quarkiverse.codex.budget.Spending;

/**
 * What a turn knows to be used up of an account. What the store has failed to count, it knows all the same. Not thread-safe.
 */
final class Tally {

    private final Account account;
    private Spending known = Spending.NOTHING;
    private Spending lost = Spending.NOTHING;

    Tally(Account account) {
        this.account = account;
    }

    Account account() {
        return account;
    }

    Spending known() {
        return known;
    }

    /**
     * @param total what the store says
     */
    void counted(Spending total) {
        known = total.plus(lost);
    }

    /**
     * @param more what the store has failed to add
     */
    void notCounted(Spending more) {
        lost = lost.plus(more);
        known = known.plus(more);
    }

    /**
     * Returns after how many milliseconds of turns the time is used up.
     */
    long wallTimeLeft() {
        return account.wallTimeLeft(known);
    }
}
