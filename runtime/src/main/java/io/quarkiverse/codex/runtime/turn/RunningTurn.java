package io.quarkiverse.codex.runtime.turn;

import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A turn on its way: takes the thread when it begins, looks at each event as it passes, gives the thread back when nothing
 * of the turn is left. Happens once.
 */
final class RunningTurn {

    private final CodexThreadImpl thread;
    private final TurnRunner runner;
    private final TurnRequest request;
    private final Optional<JsonNode> handWrittenSchema;
    private final Occupancy occupancy = new Occupancy();
    private final TurnExecution execution;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile Flow.Subscription subscription;
    private TurnRecord turnRecord;
    private UsageBaseline baseline;

    /**
     * @param handWrittenSchema the output schema, where the caller gave it and not we made it
     */
    RunningTurn(CodexThreadImpl thread, TurnRunner runner, TurnRequest request, Optional<JsonNode> handWrittenSchema) {
        this.thread = thread;
        this.runner = runner;
        this.request = request;
        this.handWrittenSchema = handWrittenSchema;
        this.execution = runner.transport().prepare(request, () -> runner.memory().leave(occupancy));
    }

    /**
     * Returns the turn's events, for one subscriber.
     *
     * @param keepItems whether {@link #result()} will be asked for
     */
    Multi<TurnEvent> stream(boolean keepItems) {
        return thread.enter(occupancy).onItem().transformToMulti(entered -> {
            if (!begun.compareAndSet(false, true)) {
                return Multi.createFrom().nothing();
            }
            begin(keepItems);
            return execution.events().onSubscription().invoke(this::subscribed).map(this::pass);
        }).onCancellation().invoke(this::cancelled);
    }

    /** Whoever cancels in just this moment may be heard by {@link #cancelled()} only. */
    private void subscribed(Flow.Subscription given) {
        subscription = given;
        if (occupancy.isCancelled()) {
            given.cancel();
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
            runner.memory().leave(occupancy);
        }
    }

    private void begin(boolean keepItems) {
        String threadId = request.threadId().orElse(null);
        turnRecord = new TurnRecord(threadId, keepItems);
        baseline = threadId == null ? UsageBaseline.NOTHING : UsageBaseline.of(runner.memory().takeTotal(threadId));
    }

    private TurnEvent pass(TurnEvent event) {
        TurnEvent passed = event;
        if (event instanceof ThreadStarted started) {
            thread.opened(started.threadId(), occupancy);
        } else if (event instanceof TurnCompleted completed) {
            passed = counted(completed);
        }
        turnRecord.add(passed);
        return passed;
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
        return execution.interrupt();
    }

    Uni<Void> steer(TurnInput input) {
        return execution.steer(input);
    }
}
