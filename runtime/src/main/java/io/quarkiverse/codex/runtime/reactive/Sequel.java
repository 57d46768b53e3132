package io.quarkiverse.codex.runtime.reactive;

import java.util.concurrent.Flow;
import java.util.function.Function;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A stream that begins when something else has come.
 * <p>
 * Mutiny's own {@code uni.onItem().transformToMulti(…)} (3.1.1) forgets a cancellation that comes after the item and before the
 * stream has handed over its subscription: the stream begins all the same, nobody asks it for anything, and nobody can end it.
 */
public final class Sequel {

    private boolean cancelled;
    private Flow.Subscription begun;

    private Sequel() {
    }

    /**
     * Returns the stream that follows an item.
     *
     * @param first what has to come first; its failure is that of the stream
     * @param then makes the stream; not called when the stream was cancelled before
     */
    public static <T, R> Multi<R> of(Uni<T> first, Function<? super T, Multi<R>> then) {
        return Multi.createFrom().deferred(() -> {
            Sequel sequel = new Sequel();
            return first.onItem().transformToMulti(item -> sequel.begin(item, then))
                    .onCancellation().invoke(sequel::cancel);
        });
    }

    /**
     * Returns a stream of one item, or of none where that is {@code null}. Unlike {@code uni.toMulti()} it does not wait until
     * somebody asks for the item, and does not forget a cancellation that comes just then.
     */
    public static <T> Multi<T> only(Uni<T> item) {
        return of(item, Multi.createFrom()::item);
    }

    private <T, R> Multi<R> begin(T item, Function<? super T, Multi<R>> then) {
        synchronized (this) {
            if (cancelled) {
                return Multi.createFrom().nothing();
            }
        }
        return then.apply(item).onSubscription().invoke(this::begun);
    }

    private void begun(Flow.Subscription subscription) {
        synchronized (this) {
            begun = subscription;
            if (!cancelled) {
                return;
            }
        }
        subscription.cancel();
    }

    private void cancel() {
        Flow.Subscription running;
        synchronized (this) {
            cancelled = true;
            running = begun;
        }
        if (running != null) {
            running.cancel();
        }
    }
}
