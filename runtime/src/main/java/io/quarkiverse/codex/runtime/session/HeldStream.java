package io.quarkiverse.codex.runtime.session;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

import io.smallrye.mutiny.Multi;

/**
 * A turn's stream that fails when the turn's lease is lost, and ends the turn with that. Everything else passes as it is: one
 * thing asked for is one thing asked of the turn, and what came before a failure is delivered before it.
 */
final class HeldStream<T> implements Flow.Subscriber<T>, Flow.Subscription {

    private final Flow.Subscriber<? super T> subscriber;
    private final HeldLease lease;
    private final Executor workers;
    private final Runnable whenCancelled;
    /** Zero: nobody tells the subscriber anything. Whoever ends the stream never gives it back. */
    private final AtomicInteger telling = new AtomicInteger();
    private volatile Flow.Subscription turn;
    private volatile Throwable failure;
    private volatile boolean cancelled;

    private HeldStream(Flow.Subscriber<? super T> subscriber, HeldLease lease, Executor workers,
            Runnable whenCancelled) {
        this.subscriber = subscriber;
        this.lease = lease;
        this.workers = workers;
        this.whenCancelled = whenCancelled;
    }

    /**
     * @param workers where the subscriber is told that the lease is lost
     * @param whenCancelled is called when the subscriber has cancelled, and the turn and those who watch it know so
     */
    static <T> Multi<T> of(Multi<T> turn, HeldLease lease, Executor workers, Runnable whenCancelled) {
        return Multi.createFrom().publisher(
                subscriber -> turn.subscribe(new HeldStream<T>(subscriber, lease, workers, whenCancelled)));
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        turn = subscription;
        subscriber.onSubscribe(this);
        lease.whenLost(reason -> {
            subscription.cancel();
            end(reason);
        }, workers);
    }

    @Override
    public void request(long count) {
        turn.request(count);
    }

    @Override
    public void cancel() {
        cancelled = true;
        turn.cancel();
        whenCancelled.run();
    }

    @Override
    public void onNext(T item) {
        if (!telling.compareAndSet(0, 1)) {
            return;
        }
        subscriber.onNext(item);
        if (telling.decrementAndGet() > 0) {
            // It was lost meanwhile.
            tellEnd();
        }
    }

    @Override
    public void onError(Throwable reason) {
        end(reason);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(Throwable reason) {
        synchronized (this) {
            if (cancelled || telling.get() > 1) {
                return;
            }
            failure = reason;
            // Two, so that it stays above zero when an item has been told.
            if (telling.getAndAdd(2) > 0) {
                return;
            }
        }
        tellEnd();
    }

    private void tellEnd() {
        if (failure == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(failure);
        }
    }
}
