package io.quarkiverse.codex.runtime.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.quarkiverse.codex.session.SessionKey;
import io.smallrye.mutiny.Uni;

/**
 * The turns of this replica that wait for a session, first come, first served: only the first of each line asks the store. A
 * user's
 * messages are answered in their order, and the store is asked by one for all.
 */
final class WaitingLine {

    private final Map<SessionKey, Deque<Place>> lines = new HashMap<>();
    private final int most;
    private final Executor workers;

    /**
     * @param most how many turns may wait for one session
     * @param workers tell those who have become the first
     */
    WaitingLine(int most, Executor workers) {
        this.most = most;
        this.workers = workers;
    }

    /**
     * Stands in line.
     *
     * @return the place, to be left in any case; {@code null} when the line is full
     */
    synchronized Place enter(SessionKey key) {
        Deque<Place> line = lines.computeIfAbsent(key, any -> new ArrayDeque<>());
        if (line.size() >= most) {
            return null;
        }
        Place place = new Place(key);
        line.add(place);
        if (line.size() == 1) {
            place.first.complete(null);
        }
        return place;
    }

    /**
     * A place in the line of a session.
     */
    final class Place {

        private final SessionKey key;
        private final CompletableFuture<Void> first = new CompletableFuture<>();

        private Place(SessionKey key) {
            this.key = key;
        }

        /**
         * Returns what completes when nobody stands before it any more.
         */
        Uni<Void> first() {
            return Uni.createFrom().completionStage(first::copy);
        }

        /**
         * Lets the next one be the first. Does nothing the second time.
         */
        void leave() {
            Place next = null;
            synchronized (WaitingLine.this) {
                Deque<Place> line = lines.get(key);
                if (line == null) {
                    return;
                }
                boolean wasFirst = line.peek() == this;
                line.remove(this);
                if (line.isEmpty()) {
                    lines.remove(key);
                } else if (wasFirst) {
                    next = line.peek();
                }
            }
            if (next != null) {
                CompletableFuture<Void> its = next.first;
                workers.execute(() -> its.complete(null));
            }
        }
    }
}
