package io.quarkiverse.codex.runtime.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexBudgetExceededException;
import io.quarkiverse.codex.CodexBudgetStoreException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.budget.Spending;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.smallrye.mutiny.Uni;

/**
 * Counts what one turn uses up. The turn does not wait for the store while it runs: what is found to be too much a moment later
 * ends it all the same.
 */
final class BudgetWatch implements TurnWatch {

    private static final Logger LOG = Logger.getLogger(BudgetWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Spending ONE_TURN = new Spending(0, 0, 1, 0);
    private static final Spending NO_TURN = new Spending(0, 0, -1, 0);

    private final ObservedTurn turn;
    private final Account ofTurn;
    private final Function<String, Optional<Account>> ofThread;
    private final BudgetStore store;
    private final ScheduledExecutorService timer;
    private final ToolCalls calls = new ToolCalls();
    /** Those in the store; guarded by this. */
    private final List<Tally> tallies = new ArrayList<>();
    /** Those that have counted the turn, which is given back when it does not begin. */
    private final List<Tally> admitted = new ArrayList<>();
    private Optional<Tally> lostThread = Optional.empty();
    private String threadId;
    private Spending spent = Spending.NOTHING;
    private long lastCounted;
    private boolean begun;
    private boolean ended;
    private ScheduledFuture<?> alarm;
    private CompletableFuture<?> pending = CompletableFuture.completedFuture(null);

    BudgetWatch(ObservedTurn turn, Account ofTurn, Function<String, Optional<Account>> ofThread, Optional<Account> ofClient,
            BudgetStore store, ScheduledExecutorService timer) {
        this.turn = turn;
        this.ofTurn = ofTurn;
        this.ofThread = ofThread;
        this.store = store;
        this.timer = timer;
        ofClient.map(Tally::new).ifPresent(tallies::add);
    }

    @Override
    public synchronized Uni<Optional<TurnInput>> before(Optional<TurnInput> input) {
        turn.threadId().ifPresentOrElse(this::openThread, this::openLostThread);
        Uni<Void> allowed = Uni.createFrom().voidItem();
        for (Tally tally : List.copyOf(tallies)) {
            allowed = allowed.chain(() -> admit(tally));
        }
        return allowed.map(nothing -> input);
    }

    private void openThread(String id) {
        threadId = id;
        ofThread.apply(id).map(Tally::new).ifPresent(tallies::add);
    }

    private void openLostThread() {
        lostThread = turn.standsInFor().flatMap(ofThread).map(Tally::new);
        lostThread.ifPresent(tallies::add);
    }

    private Uni<Void> admit(Tally tally) {
        Account account = tally.account();
        return count(account, ONE_TURN).chain(total -> {
            Optional<CodexBudgetExceededException> refusal = account.nothingLeft(total);
            if (refusal.isPresent()) {
                giveBackTurn();
                return count(account, NO_TURN)
                        .chain(() -> Uni.createFrom().<Void> failure(refusal.get()));
            }
            admitted(tally, total);
            return Uni.createFrom().voidItem();
        });
    }

    /** Stores are the application's, or far away: they may throw, or never answer. */
    private Uni<Spending> count(Account account, Spending more) {
        return Uni.createFrom().deferred(() -> store.add(account.key(), more, account.keep()))
                .ifNoItem().after(PATIENCE).on(timer).failWith(() -> new CodexBudgetStoreException(
                        "What turns have used up of " + account.where() + " could not be counted: the store of the budgets"
                                + " did not answer within " + PATIENCE));
    }

    private synchronized void admitted(Tally tally, Spending total) {
        admitted.add(tally);
        tally.counted(total);
    }

    @Override
    public synchronized Uni<Void> event(TurnEvent event) {
        if (!begun) {
            begun = true;
            lastCounted = System.nanoTime();
            setAlarm();
        }
        if (event instanceof ThreadStarted started && threadId == null) {
            openNewThread(started.threadId());
        }
        long tokens = tokens(event);
        long toolCalls = calls.isNew(event) ? 1 : 0;
        if (tokens > 0 || toolCalls > 0) {
            spend(tokens, toolCalls);
        }
        return NO_WAIT;
    }

    /** It did not exist when the turn was admitted. What was used of the thread that it stands in for counts for it, too. */
    private void openNewThread(String id) {
        threadId = id;
        ofThread.apply(id).map(Tally::new).ifPresent(opened -> {
            lostThread.ifPresent(tallies::remove);
            tallies.add(opened);
            add(opened, lostThread.map(Tally::known).orElse(ONE_TURN));
            pending.whenComplete((counted, never) -> goOn());
        });
    }

    private long tokens(TurnEvent event) {
        if (event instanceof TokenUsageUpdated updated && updated.lastUsage() != null) {
            return updated.lastUsage().totalTokens();
        }
        // Where codex does not tell on the way what is used, it is known at the end.
        return event instanceof TurnCompleted completed && completed.usage() != null
                ? completed.usage().totalTokens() - spent.tokens()
                : 0;
    }

    private void spend(long tokens, long toolCalls) {
        long now = System.nanoTime();
        long wallTime = TimeUnit.NANOSECONDS.toMillis(now - lastCounted);
        lastCounted += TimeUnit.MILLISECONDS.toNanos(wallTime);
        Spending more = new Spending(tokens, toolCalls, 0, wallTime);
        spent = spent.plus(more);
        ofTurn.overspent(spent, spent).ifPresent(this::end);
        tallies.forEach(tally -> add(tally, more));
    }

    private void add(Tally tally, Spending more) {
        CompletableFuture<Spending> added = count(tally.account(), more).subscribeAsCompletionStage();
        Spending soFar = spent;
        pending = CompletableFuture.allOf(pending, added.handle((total, failure) -> {
            if (failure == null) {
                counted(tally, total, soFar);
            } else {
                LogContext.during(turn, () -> LOG.warnf(failure, "What a turn has used up could not be counted for %s",
                        tally.account().where()));
                notCounted(tally, more, soFar);
            }
            return null;
        }));
    }

    private synchronized void counted(Tally tally, Spending total, Spending soFar) {
        tally.counted(total);
        tally.account().overspent(tally.known(), soFar).ifPresent(this::end);
    }

    private synchronized void notCounted(Tally tally, Spending more, Spending soFar) {
        tally.notCounted(more);
        tally.account().overspent(tally.known(), soFar).ifPresent(this::end);
    }

    private synchronized void end(CodexBudgetExceededException why) {
        if (!ended) {
            ended = true;
            turn.end(why);
        }
    }

    private void setAlarm() {
        cancelAlarm();
        long left = tallies.stream().mapToLong(Tally::wallTimeLeft).reduce(ofTurn.wallTimeLeft(spent), Math::min);
        if (left != Long.MAX_VALUE) {
            long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastCounted);
            try {
                alarm = timer.schedule(this::timeIsUp, Math.max(1, left - passed), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                LogContext.during(turn, () -> LOG.debug("The application is stopping, which ends the turn by itself"));
            }
        }
    }

    private void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    private synchronized void timeIsUp() {
        if (!ended) {
            spend(0, 0);
            pending.whenComplete((counted, never) -> goOn());
        }
    }

    /** There may be more time than there was, where a store has forgotten what it said, or less. */
    private synchronized void goOn() {
        if (!ended) {
            setAlarm();
        }
    }

    @Override
    public Uni<Void> completed(TurnResult result) {
        return close();
    }

    @Override
    public Uni<Void> failed(Throwable failure) {
        return close();
    }

    @Override
    public void cancelled() {
        close();
    }

    private synchronized Uni<Void> close() {
        ended = true;
        cancelAlarm();
        if (begun) {
            spend(0, 0);
        } else {
            giveBackTurn();
        }
        return Uni.createFrom().completionStage(pending).replaceWithVoid().onFailure().recoverWithNull();
    }

    /** Of a turn that never began. */
    private synchronized void giveBackTurn() {
        admitted.forEach(tally -> add(tally, NO_TURN));
        admitted.clear();
    }
}
