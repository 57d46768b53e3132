package io.quarkiverse.codex.runtime.turn;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.runtime.guard.TurnGuard;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.reactive.Sequel;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A turn on its way: takes the thread and passes the guard when it begins, looks at each event as it passes, and makes room
 * for others when nothing of the turn is left. Who observes it comes between it and its caller. Happens once.
 */
final class RunningTurn implements ObservedTurn {

    private final CodexThreadImpl thread;
    private final TurnRunner runner;
    private final Caller caller;
    private final Function<Optional<String>, TurnRequest> requests;
    private final Optional<JsonNode> handWrittenSchema;
    private final Occupancy occupancy = new Occupancy();
    private final TurnGuard.Pass pass;
    private TurnWatch watch = TurnWatch.NONE;
    private Optional<TurnInput> input;
    private final TurnRetries retries;
    private final Budget budget;
    private volatile Optional<String> model = Optional.empty();
    private volatile boolean interrupted;
    private volatile CodexException endedBy;
    private volatile TurnAttempt attempt;
    private volatile CompletableFuture<Void> pause;
    /** Whether the caller has heard, or is about to hear, of the end. */
    private volatile boolean ended;
    private TurnRecord turnRecord;

    /**
     * @param caller on whose behalf it is run
     * @param input what to work on, or empty for a turn without an input
     * @param requests makes the request when the turn begins and the thread's id is known, where it is known at all
     * @param handWrittenSchema the output schema, where the caller gave it and not we made it
     * @param retries whether the turn is tried again when it fails
     * @param budget what the turn's options allow it to use up
     */
    RunningTurn(CodexThreadImpl thread, TurnRunner runner, Caller caller, Optional<TurnInput> input,
            Function<Optional<String>, TurnRequest> requests, Optional<JsonNode> handWrittenSchema,
            TurnRetries retries, Budget budget) {
        this.retries = retries;
        this.budget = budget;
        this.thread = thread;
        this.runner = runner;
        this.caller = caller;
        this.input = input;
        this.requests = requests;
        this.handWrittenSchema = handWrittenSchema;
        this.pass = runner.guard().newPass();
    }

    /**
     * Returns the turn's events, for one subscriber.
     *
     * @param keepItems whether {@link #result()} will be asked for
     */
    Multi<TurnEvent> stream(boolean keepItems) {
        // Now and here, for in a moment nobody knows any more who has subscribed.
        watch = thread.watch(this);
        return Sequel.of(thread.enter(occupancy), entered -> watched(keepItems))
                .onCancellation().invoke(this::cancelled).plug(events -> new LoggedTurn(events, this));
    }

    private Multi<TurnEvent> watched(boolean keepItems) {
        if (watch == TurnWatch.NONE) {
            return guarded(keepItems);
        }
        return new TurnObservation(watch, this::result, this::cancelled, runner.workers()).around(input, changed -> {
            input = changed;
            return guarded(keepItems || watch.wantsItems());
        });
    }

    @Override
    public Optional<String> turnId() {
        TurnAttempt running = attempt;
        return running == null ? Optional.empty() : running.turnId();
    }

    @Override
    public String clientName() {
        return runner.clientName();
    }

    @Override
    public Optional<String> threadId() {
        return thread.id();
    }

    @Override
    public Optional<String> standsInFor() {
        return thread.standsInFor();
    }

    @Override
    public Optional<String> model() {
        return model;
    }

    @Override
    public boolean opensThread() {
        return !thread.hasBeenOpened();
    }

    @Override
    public Budget budget() {
        return budget;
    }

    @Override
    public Budget threadBudget() {
        return thread.budget();
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public synchronized void end(CodexException why) {
        if (endedBy == null) {
            endedBy = why;
            interrupt().subscribe().asCompletionStage();
        }
    }

    private TurnEvent unlessEnded(TurnEvent event) {
        if (endedBy != null && event instanceof TurnCompleted completed && completed.status() != TurnStatus.COMPLETED) {
            throw endedBy;
        }
        return event;
    }

    /** The thread first: who waits for another turn's end must not keep a third from running. */
    private Multi<TurnEvent> guarded(boolean keepItems) {
        return Sequel.of(pass.enter().onFailure().invoke(this::leave), mayBegin -> begin(keepItems));
    }

    private Multi<TurnEvent> begin(boolean keepItems) {
        // Not before: a turn that had to wait may have waited for the one that brought the thread its id.
        Optional<String> threadId = thread.id();
        turnRecord = new TurnRecord(threadId.orElse(null), keepItems);
        return attempt(threadId).map(this::unlessEnded).onFailure().transform(failure -> endedBy == null ? failure : endedBy)
                .invoke(turnRecord::add);
    }

    private Multi<TurnEvent> attempt(Optional<String> threadId) {
        if (interrupted) {
            leave();
            return Multi.createFrom().item(new TurnCompleted(TurnStatus.INTERRUPTED, null, null));
        }
        TurnAttempt last = attempt;
        TurnAttempt next;
        try {
            TurnRequest request = requests.apply(threadId).observed(input, watch);
            model = Optional.ofNullable(request.settings().config().text("model"));
            next = watch.within(() -> new TurnAttempt(thread, occupancy, runner,
                    retries.request(request, last == null ? Optional.empty() : last.turnId()), watch::begins,
                    this::attemptIsOver));
        } catch (RuntimeException e) {
            leave();
            throw e;
        }
        synchronized (occupancy) {
            if (occupancy.isCancelled()) {
                next.cancel();
                return Multi.createFrom().nothing();
            }
            attempt = next;
        }
        if (interrupted) {
            next.interrupt().subscribe().asCompletionStage();
        }
        return new GuardedStart(runner.starts(), next).around(next.events(last)).invoke(this::endWith).onCompletion()
                .invoke(this::end)
                .onFailure().recoverWithMulti(failure -> afterFailure(next, failure));
    }

    private void endWith(TurnEvent event) {
        if (event instanceof TurnCompleted) {
            end();
        }
    }

    /** Not Mutiny's own retry: who reads the events is to see that there is another attempt, and when. */
    private Multi<TurnEvent> afterFailure(TurnAttempt failed, Throwable failure) {
        Optional<TurnRetrying> retry = interrupted || failed.wasRefused() ? Optional.empty()
                : retries.after(thread.id(), failure);
        if (retry.isEmpty()) {
            end();
            return failed.failure(failure);
        }
        Uni<Void> pause = Uni.createFrom().deferred(() -> pause(retry.get())).emitOn(runner.workers())
                .onFailure().invoke(this::leave);
        Multi<TurnEvent> next = Sequel.of(pause, paused -> attempt(thread.id()));
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(retry.get()), next);
    }

    private Uni<Void> pause(TurnRetrying retry) {
        CompletableFuture<Void> begun = runner.pauses().begin(retry.delay());
        pause = begun;
        if (interrupted) {
            begun.complete(null);
        }
        return Uni.createFrom().completionStage(begun);
    }

    private void end() {
        ended = true;
        if (attempt.isOver()) {
            leave();
        }
    }

    private void attemptIsOver() {
        if (ended || occupancy.isCancelled()) {
            leave();
        }
    }

    /** The thread last: whoever waits for it asks for permission at once. */
    private void leave() {
        pass.giveBack();
        runner.memory().leave(occupancy);
        watch.over();
    }

    private void cancelled() {
        TurnAttempt running;
        synchronized (occupancy) {
            occupancy.cancel();
            running = attempt;
        }
        if (running != null) {
            running.cancel();
        }
        // A turn that is not on its transport is over without anybody who would say so.
        if (running == null || running.isOver()) {
            leave();
        }
    }

    /**
     * Runs the turn for its result alone.
     */
    Uni<TurnResultImpl> toResult() {
        return stream(true).onItem().ignoreAsUni().map(nothing -> result());
    }

    /**
     * Returns the result, once the stream has completed.
     */
    TurnResultImpl result() {
        return turnRecord.result(runner.schemas(), handWrittenSchema);
    }

    Uni<Void> interrupt() {
        return Uni.createFrom().deferred(() -> {
            // A turn that still waits has no transport yet that could be told.
            interrupted = true;
            pass.withdraw();
            CompletableFuture<Void> pausing = pause;
            if (pausing != null) {
                pausing.complete(null);
            }
            TurnAttempt running = attempt;
            return running == null ? Uni.createFrom().voidItem() : running.interrupt();
        });
    }

    Uni<Void> steer(TurnInput input) {
        return Uni.createFrom().deferred(() -> {
            TurnAttempt running = attempt;
            if (running != null) {
                if (runner.transport().whyNoSteering().isEmpty()) {
                    retries.steered();
                }
                return running.steer(input);
            }
            RuntimeException never = runner.transport().whyNoSteering().orElse(null);
            return Uni.createFrom().failure(never != null ? never
                    : new IllegalStateException("The turn has not begun: subscribe to its events or its result first"));
        });
    }
}
