package io.quarkiverse.codex.runtime.turn;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.item.ErrorItem;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.runtime.guard.StartAbandonedException;
import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.quarkiverse.codex.runtime.reactive.Sequel;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The start of an attempt, as a guard sees it: from the moment it lets the attempt begin until the model has begun to answer. A
 * guard knows a {@code Uni} and no stream, so that it is told of the start beside the events and these pass it by.
 */
final class GuardedStart {

    private final StartGuard guard;
    private final TurnAttempt attempt;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final CompletableFuture<Void> admitted = new CompletableFuture<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private volatile Throwable givenUp;

    GuardedStart(StartGuard guard, TurnAttempt attempt) {
        this.guard = guard;
        this.attempt = attempt;
    }

    Multi<TurnEvent> around(Multi<TurnEvent> events) {
        if (guard == StartGuard.NONE) {
            return events;
        }
        return Multi.createFrom().deferred(() -> {
            Cancellable guarding = guard.guard(this::begin).subscribe().with(well -> {
            }, this::refused);
            return Sequel.of(Uni.createFrom().completionStage(admitted), begun -> started(events))
                    .onCancellation().invoke(guarding::cancel);
        });
    }

    /** A guard may come to it when nobody waits for it any more. */
    private Uni<Void> begin() {
        return answered.compareAndSet(false, true) && admitted.complete(null) ? Uni.createFrom().completionStage(started)
                : Uni.createFrom().failure(StartAbandonedException::new);
    }

    private void refused(Throwable failure) {
        if (answered.compareAndSet(false, true)) {
            attempt.refuse();
            admitted.completeExceptionally(failure);
        } else if (!started.isDone() || started.isCancelled()) {
            givenUp = failure;
            attempt.interrupt().subscribe().asCompletionStage();
        }
    }

    private Multi<TurnEvent> started(Multi<TurnEvent> events) {
        return events.map(event -> {
            if (event instanceof TurnCompleted && givenUp != null) {
                throw new GivenUp();
            }
            if (event instanceof TurnCompleted completed && completed.status() == TurnStatus.INTERRUPTED) {
                abandon();
            } else if (isOfTheModel(event)) {
                started.complete(null);
            }
            return event;
        }).onFailure().transform(failure -> givenUp == null ? failure : givenUp)
                .onFailure().invoke(started::completeExceptionally)
                .onCompletion().invoke(() -> started.complete(null))
                .onCancellation().invoke(this::abandon);
    }

    private void abandon() {
        started.completeExceptionally(new StartAbandonedException());
    }

    private static boolean isOfTheModel(TurnEvent event) {
        if (event instanceof ItemStarted item) {
            return isOfTheModel(item.item());
        }
        if (event instanceof ItemCompleted item) {
            return isOfTheModel(item.item());
        }
        return !(event instanceof ThreadStarted || event instanceof TurnStarted || event instanceof StreamError
                || event instanceof UnknownEvent);
    }

    private static boolean isOfTheModel(ThreadItem item) {
        return !(item instanceof UserMessage || item instanceof ErrorItem);
    }

    /** Ends the stream; what is seen is the guard's own failure. */
    private static final class GivenUp extends RuntimeException {

        private static final long serialVersionUID = 1L;

        GivenUp() {
            super(null, null, false, false);
        }
    }
}
