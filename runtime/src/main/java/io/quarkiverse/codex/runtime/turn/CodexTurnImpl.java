package io.quarkiverse.codex.runtime.turn;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

final class CodexTurnImpl implements CodexTurn {

    private final RunningTurn turn;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<TurnResult> result = new CompletableFuture<>();

    CodexTurnImpl(RunningTurn turn) {
        this.turn = turn;
    }

    @Override
    public Multi<TurnEvent> events() {
        return Multi.createFrom().deferred(() -> begun.compareAndSet(false, true) ? watched()
                : Multi.createFrom().failure(() -> new IllegalStateException("The turn has begun already, with a subscription"
                        + " to its events or its result: subscribe to the events first, and once")));
    }

    private Multi<TurnEvent> watched() {
        return turn.stream(true)
                .onCompletion().invoke(() -> result.complete(turn.result()))
                .onFailure().invoke(result::completeExceptionally)
                .onCancellation().invoke(() -> result.completeExceptionally(
                        new CodexException("The turn was ended because the subscription to its events was cancelled")));
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
        return Uni.createFrom().deferred(() -> begun.get() ? turn.interrupt() : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> steer(TurnInput input) {
        return turn.steer(input);
    }
}
