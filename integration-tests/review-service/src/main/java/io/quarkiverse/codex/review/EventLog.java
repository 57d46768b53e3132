package io.quarkiverse.codex.review;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The last events of a review, for any number of readers who come and go. Each reads at its own pace and from where it was: the
 * log waits for nobody and keeps nothing for anybody, so that one who falls too far behind misses events.
 */
final class EventLog {

    private static final LoggedEvent END = new LoggedEvent(Long.MAX_VALUE, null);

    private final int capacity;
    private final TreeMap<Long, TurnEvent> kept = new TreeMap<>();
    private CompletableFuture<Void> change = new CompletableFuture<>();
    private long last;
    private boolean ended;

    EventLog(int capacity) {
        this.capacity = capacity;
    }

    void add(TurnEvent event) {
        CompletableFuture<Void> changed;
        synchronized (this) {
            kept.put(++last, event);
            if (kept.size() > capacity) {
                kept.pollFirstEntry();
            }
            changed = change;
            change = new CompletableFuture<>();
        }
        changed.complete(null);
    }

    void end() {
        CompletableFuture<Void> changed;
        synchronized (this) {
            ended = true;
            changed = change;
        }
        changed.complete(null);
    }

    /**
     * @param id of the last event the reader has seen, 0 for none
     * @return what comes after it, until the review is over
     */
    Multi<LoggedEvent> after(long id) {
        return Multi.createBy().repeating()
                .uni(() -> new AtomicLong(id), seen -> next(seen.get()).invoke(event -> seen.set(event.id())))
                .until(event -> event == END);
    }

    private synchronized Uni<LoggedEvent> next(long seen) {
        Map.Entry<Long, TurnEvent> next = kept.higherEntry(seen);
        if (next != null) {
            return Uni.createFrom().item(new LoggedEvent(next.getKey(), next.getValue()));
        }
        if (ended) {
            return Uni.createFrom().item(END);
        }
        // A copy: a reader who goes away would otherwise end the waiting of all.
        return Uni.createFrom().completionStage(change.copy()).chain(() -> next(seen));
    }
}
