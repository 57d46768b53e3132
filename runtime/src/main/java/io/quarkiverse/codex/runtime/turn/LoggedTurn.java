package io.quarkiverse.codex.runtime.turn;

import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.AbstractMultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * The events of a turn, handed on in the turn's log context: what their consumer logs says which turn it is about.
 */
final class LoggedTurn extends AbstractMultiOperator<TurnEvent, TurnEvent> {

    private final ObservedTurn turn;

    LoggedTurn(Multi<TurnEvent> upstream, ObservedTurn turn) {
        super(upstream);
        this.turn = turn;
    }

    @Override
    public void subscribe(MultiSubscriber<? super TurnEvent> downstream) {
        upstream.subscribe().withSubscriber(new Handing(downstream));
    }

    private final class Handing extends MultiOperatorProcessor<TurnEvent, TurnEvent> {

        Handing(MultiSubscriber<? super TurnEvent> downstream) {
            super(downstream);
        }

        @Override
        public void onItem(TurnEvent event) {
            try (LogContext context = LogContext.open(turn)) {
                super.onItem(event);
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            try (LogContext context = LogContext.open(turn)) {
                super.onFailure(failure);
            }
        }

        @Override
        public void onCompletion() {
            try (LogContext context = LogContext.open(turn)) {
                super.onCompletion();
            }
        }
    }
}
