package io.quarkiverse.codex.runtime.turn;

import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.runtime.guard.TurnGuard;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
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
    private final Function<Optional<String>, TurnRequest> requests;
    private final Optional<JsonNode> handWrittenSchema;
    private final Occupancy occupancy = new Occupancy();
    private final TurnGuard.Pass pass;
    private final AtomicBoolean begun = new AtomicBoolean();
    private TurnWatch watch = TurnWatch.NONE;
    private Optional<TurnInput> input;
    private volatile Flow.Subscription subscription;
    private volatile boolean interrupted;
    private volatile TurnExecution execution;
    /** The thread that this turn has opened, as long as it has not begun in it. */
    private String opened;
    private TurnRecord turnRecord;
    private UsageBaseline baseline;

    /**
     * @param input what to work on, or empty for a turn without an input
     * @param requests makes the request when the turn begins and the thread's id is known, where it is known at all
     * @param handWrittenSchema the output schema, where the caller gave it and not we made it
     */
    RunningTurn(CodexThreadImpl thread, TurnRunner runner, Optional<TurnInput> input,
            Function<Optional<String>, TurnRequest> requests, Optional<JsonNode> handWrittenSchema) {
        this.thread = thread;
        this.runner = runner;
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
        watch = runner.watch(this);
        return thread.enter(occupancy).onItem().transformToMulti(entered -> watched(keepItems))
                .onCancellation().invoke(this::cancelled);
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
        TurnExecution running = execution;
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
    public boolean opensThread() {
        return !thread.hasBeenOpened();
    }

    /** The thread first: who waits for another turn's end must not keep a third from running. */
    private Multi<TurnEvent> guarded(boolean keepItems) {
        return passGuard().onItem().transformToMulti(mayBegin -> {
            if (!begun.compareAndSet(false, true)) {
                return Multi.createFrom().nothing();
            }
            return begin(keepItems);
        });
    }

    private Uni<Void> passGuard() {
        return pass.enter().onFailure().invoke(this::leave);
    }

    private Multi<TurnEvent> begin(boolean keepItems) {
        // Not before: a turn that had to wait may have waited for the one that brought the thread its id.
        Optional<String> threadId = thread.id();
        turnRecord = new TurnRecord(threadId.orElse(null), keepItems);
        if (interrupted) {
            leave();
            return Multi.createFrom().<TurnEvent> item(new TurnCompleted(TurnStatus.INTERRUPTED, null, null))
                    .invoke(turnRecord::add);
        }
        TurnExecution prepared;
        try {
            TurnRequest request = requests.apply(threadId).observed(input, watch);
            prepared = runner.transport().prepare(request, () -> over(request));
        } catch (RuntimeException e) {
            leave();
            throw e;
        }
        baseline = threadId.map(id -> UsageBaseline.of(runner.memory().takeTotal(id))).orElse(UsageBaseline.NOTHING);
        execution = prepared;
        return prepared.events().onSubscription().invoke(this::subscribed).map(this::seen)
                .onFailure().invoke(this::notRecorded);
    }

    private void over(TurnRequest request) {
        request.host().close();
        leave();
    }

    /** The thread last: whoever waits for it asks for permission at once. */
    private void leave() {
        pass.giveBack();
        runner.memory().leave(occupancy);
    }

    /** Whoever cancels in just this moment may be heard by {@link #cancelled()} only. */
    private void subscribed(Flow.Subscription given) {
        subscription = given;
        if (occupancy.isCancelled()) {
            given.cancel();
        }
        if (interrupted) {
            execution.interrupt().subscribe().asCompletionStage();
        }
    }

    private void cancelled() {
        occupancy.cancel();
        Flow.Subscription running = subscription;
        if (running != null) {
            running.cancel();
        }
        // A turn that has not reached its transport is over without anybody who would say so.
        if (begun.compareAndSet(false, true)) {
            leave();
        }
    }

    private TurnEvent seen(TurnEvent event) {
        TurnEvent passed = event;
        if (event instanceof ThreadStarted started) {
            opened = thread.opened(started.threadId(), occupancy) ? started.threadId() : null;
        } else if (event instanceof TurnStarted || event instanceof TurnFailed) {
            opened = null;
        } else if (event instanceof TurnCompleted completed) {
            passed = counted(completed);
        }
        turnRecord.add(passed);
        return passed;
    }

    /** codex writes a thread down with its first turn, and without one cannot resume it when it was started anew. */
    private void notRecorded() {
        if (opened != null) {
            thread.forget(opened);
        }
    }

    private TurnCompleted counted(TurnCompleted completed) {
        if (completed.threadUsage() != null) {
            thread.id().ifPresent(id -> runner.memory().keepTotal(id, completed.threadUsage()));
        }
        if (completed.usage() != null) {
            return completed;
        }
        return new TurnCompleted(completed.status(), baseline.turn(completed.threadUsage()), completed.threadUsage(),
                completed.extra());
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
            TurnExecution running = execution;
            return running == null ? Uni.createFrom().voidItem() : running.interrupt();
        });
    }

    Uni<Void> steer(TurnInput input) {
        return Uni.createFrom().deferred(() -> {
            TurnExecution running = execution;
            if (running != null) {
                return running.steer(input);
            }
            RuntimeException never = runner.transport().whyNoSteering().orElse(null);
            return Uni.createFrom().failure(never != null ? never
                    : new IllegalStateException("The turn has not begun: subscribe to its events or its result first"));
        });
    }
}
