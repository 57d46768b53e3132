package io.quarkiverse.codex.budget;

import java.time.Duration;

import io.smallrye.mutiny.Uni;

/**
 * Where it is counted what threads and clients have used up. Without one, each application counts for itself and forgets with
 * its end; a CDI bean of this type that several replicas share makes them share their budgets. Thread-safe.
 */
@FunctionalInterface
public interface BudgetStore {

    /**
     * Adds to what is counted under a key, all at once.
     *
     * @param key what it is counted for, a window of time included: a few dozen characters; never {@code null}
     * @param more what to add. {@link Spending#NOTHING} only asks, and a negative number gives back; never {@code null}
     * @param keep for how long at least it is kept from now on; then it may be forgotten
     * @return what is counted now, that of others included. Neither this method nor subscribing blocks. When it fails before a
     *         turn, the turn is not started; when it fails later, what was to be added is lost
     */
    Uni<Spending> add(String key, Spending more, Duration keep);
}
