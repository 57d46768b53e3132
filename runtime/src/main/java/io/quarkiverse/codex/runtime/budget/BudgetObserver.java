package io.quarkiverse.codex.runtime.budget;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

import io.quarkiverse.codex.CodexBudgetExceededException.Scope;
import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.host.TurnWatch;

/**
 * Has the turns of a client counted that a budget holds for. Thread-safe.
 */
public final class BudgetObserver implements TurnObserver {

    /** Conversations go on for days; what is older starts anew. */
    private static final Duration MEMORY_OF_THREADS = Duration.ofDays(30);

    private final BudgetSettings settings;
    private final BudgetStore store;
    private final ScheduledExecutorService timer;
    private final Clock clock;

    /**
     * @param timer ends turns that say nothing
     * @param clock tells which window it is
     */
    public BudgetObserver(BudgetSettings settings, BudgetStore store, ScheduledExecutorService timer, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.timer = timer;
        this.clock = clock;
    }

    @Override
    public TurnWatch watch(ObservedTurn turn) {
        Account ofTurn = new Account(Scope.TURN, turn.budget().or(settings.turn()),
                "its budget (" + settings.prefix() + "budget.turn, or budget of the turn's options)", null, Duration.ZERO);
        Budget thread = turn.threadBudget().or(settings.thread());
        Optional<Account> ofClient = settings.perWindow().isUnlimited() ? Optional.empty() : Optional.of(client());
        if (ofTurn.budget().isUnlimited() && thread.isUnlimited() && ofClient.isEmpty()) {
            return TurnWatch.NONE;
        }
        return new BudgetWatch(turn, ofTurn, id -> thread(thread, id), ofClient, store, timer);
    }

    private Optional<Account> thread(Budget budget, String threadId) {
        return budget.isUnlimited() ? Optional.empty()
                : Optional.of(new Account(Scope.THREAD, budget, "the budget of its thread ("
                        + settings.prefix() + "budget.thread, or budget of the thread's options)", "thread:" + threadId,
                        MEMORY_OF_THREADS));
    }

    private Account client() {
        long window = Math.floorDiv(clock.millis(), settings.window().toMillis());
        return new Account(Scope.CLIENT, settings.perWindow(),
                "the budget of the client for " + settings.window() + " (" + settings.prefix() + "budget.client)",
                "client:" + settings.client() + ":" + settings.window().toMillis() + ":" + window, settings.window());
    }
}
