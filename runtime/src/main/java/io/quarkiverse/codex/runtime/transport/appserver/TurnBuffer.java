package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

import io.quarkiverse.codex.event.ToolProgress;
import io.quarkiverse.codex.event.TurnEvent;

/**
 * What a turn has to say and its subscriber has not asked for yet. The thread that reads the connection puts events in and is
 * never held up; a worker gives them to the subscriber, as many as it has asked for.
 * <p>
 * While the subscriber is slow, the deltas of an item grow together, so that nothing of the text is lost. The number of
 * events and of characters that wait is limited, except for those of the next event.
 */
final class TurnBuffer implements Flow.Subscription {

    private final Flow.Subscriber<? super TurnEvent> subscriber;
    private final Executor workers;
    private final int mostEvents;
    private final long mostCharacters;
    private final Runnable whenCancelled;
    /** Events, and {@link GrowingDelta}s in place of deltas. */
    private final Deque<Object> waiting = new ArrayDeque<>();
    private long characters;
    private long requested;
    private boolean opened;
    private boolean overflown;
    private boolean draining;
    private boolean cancelled;
    private boolean done;
    private Throwable failure;
    private IllegalArgumentException violation;

    TurnBuffer(Flow.Subscriber<? super TurnEvent> subscriber, Executor workers, int mostEvents, long mostCharacters,
            Runnable whenCancelled) {
        this.subscriber = subscriber;
        this.workers = workers;
        this.mostEvents = mostEvents;
        this.mostCharacters = mostCharacters;
        this.whenCancelled = whenCancelled;
    }

    /**
     * Gives the subscriber its subscription, and nothing before.
     */
    void open() {
        subscriber.onSubscribe(this);
        synchronized (this) {
            opened = true;
            drainSoon();
        }
    }

    synchronized long waitingCharacters() {
        return characters;
    }

    /**
     * Adds an event. Never blocks.
     *
     * @return {@code false} when there is no room for it, which is the end of the turn: all that waits is thrown away
     */
    synchronized boolean offer(TurnEvent event) {
        if (cancelled || done || overflown) {
            return true;
        }
        GrowingDelta delta = GrowingDelta.of(event);
        if (delta == null) {
            if (event instanceof ToolProgress next && waiting.peekLast() instanceof ToolProgress last
                    && last.callId().equals(next.callId())) {
                // Only how far it is now is news.
                characters -= EventText.length((TurnEvent) waiting.removeLast());
            }
            characters += EventText.length(event);
            waiting.add(event);
        } else {
            characters += delta.length();
            GrowingDelta earlier = find(delta);
            if (earlier == null) {
                waiting.add(delta);
            } else {
                earlier.append(delta);
            }
        }
        overflown = waiting.size() > mostEvents || characters > mostCharacters && characters - next() > mostCharacters;
        if (overflown) {
            clear();
        }
        drainSoon();
        return !overflown;
    }

    /** An event that codex may make as long as it likes is no fault of a subscriber who is just about to take it. */
    private long next() {
        return waiting.peek() instanceof TurnEvent event ? EventText.length(event) : 0;
    }

    synchronized boolean hasOverflown() {
        return overflown;
    }

    private void clear() {
        waiting.clear();
        characters = 0;
    }

    /** Looks for a delta to grow, but not beyond an event that is no delta: the order of those says something. */
    private GrowingDelta find(GrowingDelta delta) {
        for (Iterator<Object> latestFirst = waiting.descendingIterator(); latestFirst.hasNext();) {
            if (!(latestFirst.next() instanceof GrowingDelta other)) {
                return null;
            }
            if (other.continues(delta)) {
                return other;
            }
        }
        return null;
    }

    /**
     * Says that nothing follows.
     *
     * @param last the last event, for which there is always room, or {@code null}
     * @param why the failure that ends the stream, or {@code null}
     * @param atOnce whether what still waits is thrown away
     */
    synchronized void end(TurnEvent last, Throwable why, boolean atOnce) {
        if (done) {
            return;
        }
        done = true;
        failure = violation == null ? why : violation;
        if (atOnce || violation != null) {
            clear();
        } else if (last != null && !cancelled) {
            characters += EventText.length(last);
            waiting.add(last);
        }
        drainSoon();
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            synchronized (this) {
                violation = new IllegalArgumentException(
                        "The subscriber asked for " + count + " events: ask for at least one");
            }
            whenCancelled.run();
            return;
        }
        synchronized (this) {
            requested = requested + count < 0 ? Long.MAX_VALUE : requested + count;
            drainSoon();
        }
    }

    @Override
    public void cancel() {
        synchronized (this) {
            cancelled = true;
            clear();
        }
        whenCancelled.run();
    }

    private void drainSoon() {
        if (!draining && hasWork()) {
            draining = true;
            workers.execute(this::drain);
        }
    }

    private boolean hasWork() {
        return opened && !cancelled && violationIsOver() && (waiting.isEmpty() ? done : requested > 0);
    }

    /** A subscriber that broke the rules hears of nothing but that, once the turn is over. */
    private boolean violationIsOver() {
        return violation == null || done;
    }

    private void drain() {
        while (true) {
            TurnEvent event;
            synchronized (this) {
                if (!hasWork()) {
                    draining = false;
                    return;
                }
                event = take();
            }
            if (event == null) {
                // The flag stays up: after the end there is nothing to give.
                finish();
                return;
            }
            try {
                subscriber.onNext(event);
            } catch (RuntimeException | Error broken) {
                // Against the rules of streams: who throws gets nothing more, and the turn is ended.
                cancel();
                throw broken;
            }
        }
    }

    private TurnEvent take() {
        Object next = waiting.poll();
        if (next == null) {
            return null;
        }
        if (requested != Long.MAX_VALUE) {
            requested--;
        }
        if (next instanceof GrowingDelta delta) {
            characters -= delta.length();
            return delta.event();
        }
        TurnEvent event = (TurnEvent) next;
        characters -= EventText.length(event);
        return event;
    }

    private void finish() {
        if (failure == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(failure);
        }
    }
}
