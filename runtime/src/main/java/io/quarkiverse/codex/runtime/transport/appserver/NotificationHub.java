package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

import io.quarkiverse.codex.management.RpcNotification;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.smallrye.mutiny.Multi;

/**
 * Tells everybody who wants to hear it what codex tells, whichever process and thread it comes from.
 */
final class NotificationHub {

    /** Enough for a few seconds of a busy turn, and a bound for what a subscriber can cost that does not read. */
    static final int MOST_WAITING = 1024;

    private final String clientName;
    private final Executor workers;
    private final Set<NotificationQueue> queues = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    NotificationHub(String clientName, Executor workers) {
        this.clientName = clientName;
        this.workers = workers;
    }

    /**
     * Returns what is told from the subscription on.
     */
    Multi<RpcNotification> stream() {
        Flow.Publisher<RpcNotification> publisher = this::subscribe;
        return Multi.createFrom().publisher(publisher);
    }

    private void subscribe(Flow.Subscriber<? super RpcNotification> subscriber) {
        NotificationQueue queue = new NotificationQueue(subscriber, workers, clientName, MOST_WAITING, queues::remove);
        queues.add(queue);
        subscriber.onSubscribe(queue);
        if (closed) {
            queue.end(null);
        }
    }

    /**
     * Tells a notification. Never blocks.
     */
    void tell(RpcMessage.Notification notification) {
        if (!queues.isEmpty()) {
            RpcNotification told = new RpcNotification(notification.method(), notification.params());
            queues.forEach(queue -> queue.offer(told));
        }
    }

    boolean hasSubscribers() {
        return !queues.isEmpty();
    }

    void close() {
        closed = true;
        queues.forEach(queue -> queue.end(null));
    }
}
