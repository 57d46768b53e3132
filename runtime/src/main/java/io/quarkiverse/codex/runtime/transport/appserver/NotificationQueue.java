package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.management.RpcNotification;

/**
 * What codex has told and a subscriber has not asked for yet. A full queue forgets its oldest: who listens to everything
 * wants to know what is, and must not hold up those whose turns depend on the reader.
 */
final class NotificationQueue implements Flow.Subscription {

    private static final Logger LOG = Logger.getLogger(NotificationQueue.class);

    private final Flow.Subscriber<? super RpcNotification> subscriber;
    private final Executor workers;
    private final String clientName;
    private final int mostWaiting;
    private final Consumer<NotificationQueue> whenOver;
    private final Deque<RpcNotification> waiting = new ArrayDeque<>();
    private long dropped;
    private long requested;
    private boolean draining;
    private boolean over;
    private boolean ended;
    private Throwable failure;

    /**
     * @param whenOver called when the subscriber wants or gets nothing more, perhaps more than once
     */
    NotificationQueue(Flow.Subscriber<? super RpcNotification> subscriber, Executor workers, String clientName,
            int mostWaiting, Consumer<NotificationQueue> whenOver) {
        this.subscriber = subscriber;
        this.workers = workers;
        this.clientName = clientName;
        this.mostWaiting = mostWaiting;
        this.whenOver = whenOver;
    }

    /**
     * Adds a notification. Never blocks.
     */
    synchronized void offer(RpcNotification notification) {
        if (over || ended) {
            return;
        }
        if (waiting.size() == mostWaiting) {
            waiting.poll();
            warn(++dropped);
        }
        waiting.add(notification);
        drainSoon();
    }

    /** Ever more rarely, for a subscriber that has stopped reading would fill the log. */
    private void warn(long count) {
        if (Long.bitCount(count) == 1) {
            LOG.warnf("A subscriber to the notifications of codex client %s is too slow: it has missed %d until now, for no"
                    + " more than %d wait for it", clientName, count, mostWaiting);
        }
    }

    /**
     * Says that nothing follows what waits already.
     *
     * @param why the failure that ends the stream, or {@code null}
     */
    synchronized void end(Throwable why) {
        if (!ended) {
            ended = true;
            failure = why;
            drainSoon();
        }
    }

    @Override
    public synchronized void request(long count) {
        if (count <= 0) {
            waiting.clear();
            end(new IllegalArgumentException("The subscriber asked for " + count + " notifications: ask for at least one"));
            return;
        }
        requested = requested + count < 0 ? Long.MAX_VALUE : requested + count;
        drainSoon();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            over = true;
            waiting.clear();
        }
        whenOver.accept(this);
    }

    private void drainSoon() {
        if (!draining && hasWork()) {
            draining = true;
            workers.execute(this::drain);
        }
    }

    private boolean hasWork() {
        return !over && (waiting.isEmpty() ? ended : requested > 0);
    }

    private void drain() {
        while (true) {
            RpcNotification next;
            synchronized (this) {
                if (!hasWork()) {
                    draining = false;
                    return;
                }
                next = waiting.poll();
                if (next == null) {
                    over = true;
                } else if (requested != Long.MAX_VALUE) {
                    requested--;
                }
            }
            if (next == null) {
                finish();
                return;
            }
            try {
                subscriber.onNext(next);
            } catch (RuntimeException | Error broken) {
                // Against the rules of streams: who throws gets nothing more.
                cancel();
                throw broken;
            }
        }
    }

    private void finish() {
        whenOver.accept(this);
        if (failure == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(failure);
        }
    }
}
