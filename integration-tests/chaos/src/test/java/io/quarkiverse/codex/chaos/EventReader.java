package io.quarkiverse.codex.chaos;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

import io.quarkiverse.codex.event.TurnEvent;

/**
 * Reads the events of a turn, as many as it wants. A bare subscriber, so that it is told whatever the stream tells, and nothing
 * stands between that hides it.
 */
final class EventReader implements Flow.Subscriber<TurnEvent> {

    private final Fate fate;
    private final long wanted;
    private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
    private volatile boolean left;

    EventReader(Fate fate, long wanted) {
        this.fate = fate;
        this.wanted = wanted;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscribed) {
        subscription.set(subscribed);
        if (left) {
            subscribed.cancel();
        } else if (wanted > 0) {
            subscribed.request(wanted);
        }
    }

    @Override
    public void onNext(TurnEvent event) {
        fate.saw(event);
    }

    @Override
    public void onError(Throwable failure) {
        fate.failed(failure);
    }

    @Override
    public void onComplete() {
        fate.completed();
    }

    /** Goes away, if the turn has not ended. */
    void leave() {
        left = true;
        Flow.Subscription subscribed = subscription.get();
        if (subscribed != null) {
            subscribed.cancel();
        }
        fate.cancelled();
    }
}
