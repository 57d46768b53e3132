package io.quarkiverse.codex.runtime.turn;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.quarkiverse.codex.runtime.reactive.Sequel;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Lets a watch see a turn before the turn's caller does: the turn waits for its watch, and asks its transport for the next
 * event only then.
 */
final class TurnObservation {

    private final TurnWatch watch;
    private final Supplier<? extends TurnResult> result;
    private final Runnable whenBroken;
    private final Executor workers;

    /**
     * @param result the turn's result, once it has completed
     * @param whenBroken ends the turn that its watch keeps from beginning or from going on
     * @param workers where the turn goes on after it had to wait
     */
    TurnObservation(TurnWatch watch, Supplier<? extends TurnResult> result, Runnable whenBroken, Executor workers) {
        this.watch = watch;
        this.result = result;
        this.whenBroken = whenBroken;
        this.workers = workers;
    }

    /**
     * Returns the turn as its caller sees it.
     *
     * @param turn begins the turn with what the watch has made of the input
     */
    Multi<TurnEvent> around(Optional<TurnInput> input, Function<Optional<TurnInput>, Multi<TurnEvent>> turn) {
        Uni<Optional<TurnInput>> before = Uni.createFrom().deferred(() -> watch.before(input)).emitOn(workers)
                .onFailure().invoke(whenBroken);
        return Sequel.of(before, changed -> seen(turn.apply(changed)))
                .onFailure().call(failure -> awaited(watch.failed(failure)))
                .onCancellation().invoke(watch::cancelled);
    }

    /** The end is made an event itself: a stream that fails would not wait for what looks at its last event. */
    private Multi<TurnEvent> seen(Multi<TurnEvent> events) {
        return events.onItem().<Object> transform(event -> event)
                .onCompletion().continueWith(End.WELL)
                .onFailure().recoverWithItem(End::new)
                .onItem().transformToMulti(this::look).concatenate();
    }

    private Multi<TurnEvent> look(Object next) {
        if (next instanceof End end) {
            return end.look(this);
        }
        TurnEvent event = (TurnEvent) next;
        Uni<Void> wait = watch.event(event);
        return wait == TurnWatch.NO_WAIT ? Multi.createFrom().item(event)
                : Sequel.of(awaited(wait).onFailure().invoke(whenBroken), seen -> Multi.createFrom().item(event));
    }

    /** The caller of the turn has nothing to do with the thread and the context that the watch comes back on. */
    private Uni<Void> awaited(Uni<Void> wait) {
        return wait == TurnWatch.NO_WAIT ? wait : wait.emitOn(workers);
    }

    private record End(Throwable failure) {

        static final End WELL = new End(null);

        Multi<TurnEvent> look(TurnObservation observation) {
            if (failure != null) {
                return Multi.createFrom().failure(failure);
            }
            return Sequel.of(observation.awaited(observation.watch.completed(observation.result.get())),
                    seen -> Multi.createFrom().empty());
        }
    }
}
