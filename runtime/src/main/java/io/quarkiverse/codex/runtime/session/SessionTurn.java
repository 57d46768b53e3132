package io.quarkiverse.codex.runtime.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ThreadContinued;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.reactive.Sequel;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A handle on a turn of a session, which may still wait for the session.
 */
final class SessionTurn implements CodexTurn {

    private final SessionThreadImpl session;
    private final Function<CodexThread, Uni<CodexTurn>> start;
    private final Caller caller;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<TurnResult> result = new CompletableFuture<>();
    private final CompletableFuture<Void> withdrawn = new CompletableFuture<>();
    private volatile CodexTurn turn;
    private volatile boolean interrupted;
    private volatile String continuedFrom;

    /**
     * @param start prepares the turn on a thread
     * @param caller on whose behalf it is run
     */
    SessionTurn(SessionThreadImpl session, Function<CodexThread, Uni<CodexTurn>> start, Caller caller) {
        this.session = session;
        this.start = start;
        this.caller = caller;
    }

    @Override
    public Multi<TurnEvent> events() {
        return Multi.createFrom().deferred(() -> begun.compareAndSet(false, true) ? watched()
                : Multi.createFrom().failure(() -> new IllegalStateException("The turn has begun already, with a subscription"
                        + " to its events or its result: subscribe to the events first, and once")));
    }

    private Multi<TurnEvent> watched() {
        return session.stream(thread -> Sequel.of(start.apply(thread), this::events), caller, withdrawn())
                .invoke(event -> {
                    if (event instanceof ThreadContinued continued) {
                        continuedFrom = continued.continuedFrom();
                    }
                })
                .onCompletion().invoke(this::completed)
                .onFailure().invoke(result::completeExceptionally)
                .onCancellation().invoke(() -> result.completeExceptionally(
                        new CodexException("The turn was ended because the subscription to its events was cancelled")));
    }

    private Uni<Multi<TurnEvent>> withdrawn() {
        // A copy: who does not wait for it any more cancels it.
        return Uni.createFrom().completionStage(withdrawn::copy)
                .map(now -> Multi.createFrom().item(new TurnCompleted(TurnStatus.INTERRUPTED, null, null)));
    }

    private Multi<TurnEvent> events(CodexTurn started) {
        turn = started;
        return started.events().onSubscription().invoke(() -> {
            if (interrupted) {
                interruptNow(started);
            }
        });
    }

    private static void interruptNow(CodexTurn started) {
        started.interrupt().subscribe().with(told -> {
        }, failure -> {
            // The turn itself tells what became of it.
        });
    }

    private void completed() {
        CodexTurn begun = turn;
        if (begun == null) {
            result.complete(new UnbegunResult());
        } else {
            begun.result().subscribe().with(this::ended, result::completeExceptionally);
        }
    }

    private void ended(TurnResult ended) {
        result.complete(continuedFrom == null ? ended : new ContinuedResult(ended, continuedFrom));
    }

    @Override
    public Uni<TurnResult> result() {
        return Uni.createFrom().deferred(() -> {
            if (begun.compareAndSet(false, true)) {
                watched().subscribe().with(event -> {
                }, failure -> {
                    // The result bears it.
                });
            }
            // A copy: cancelling a subscription must not cancel what the others wait for.
            return Uni.createFrom().completionStage(result.copy());
        });
    }

    @Override
    public Uni<Void> interrupt() {
        return Uni.createFrom().deferred(() -> {
            if (!begun.get()) {
                return Uni.createFrom().voidItem();
            }
            interrupted = true;
            withdrawn.complete(null);
            CodexTurn started = turn;
            return started == null ? Uni.createFrom().voidItem() : started.interrupt();
        });
    }

    @Override
    public Uni<Void> steer(TurnInput input) {
        return Uni.createFrom().deferred(() -> {
            CodexTurn started = turn;
            return started != null ? started.steer(input)
                    : Uni.createFrom().failure(() -> new IllegalStateException(
                            "The turn has not begun: subscribe to its events or its result first"));
        });
    }
}
