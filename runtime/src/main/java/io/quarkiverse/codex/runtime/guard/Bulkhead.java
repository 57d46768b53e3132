package io.quarkiverse.codex.runtime.guard;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Room for so many at a time, and a queue for so many more: first come, first served. Blocks nobody.
 * <p>
 * Not that of SmallRye Fault Tolerance (6.10.0): there a call whose {@code Uni} was cancelled keeps its place in the queue and
 * is made all the same, one that comes just as another leaves can wait for ever, nobody can empty the queue, and there has to
 * be one.
 */
final class Bulkhead {

    private final int most;
    private final int mostQueued;
    private final Executor workers;
    private final Supplier<? extends RuntimeException> full;
    private final Set<Place> queue = new LinkedHashSet<>();
    private int taken;
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private Supplier<? extends RuntimeException> closed;

    /**
     * @param workers runs what those in the queue have waited for, with which whoever leaves has nothing to do
     * @param full makes the failure of one too many
     */
    Bulkhead(int most, int mostQueued, Executor workers, Supplier<? extends RuntimeException> full) {
        this.most = most;
        this.mostQueued = mostQueued;
        this.workers = workers;
        this.full = full;
    }

    /**
     * Lets nobody in any more, and sends away who is in the queue.
     *
     * @param why makes their failures
     */
    void close(Supplier<? extends RuntimeException> why) {
        List<Place> waiting;
        synchronized (this) {
            closed = why;
            waiting = List.copyOf(queue);
            queue.clear();
            waiting.forEach(place -> place.state = State.OVER);
            if (taken == 0) {
                later(() -> empty.complete(null));
            }
        }
        waiting.forEach(place -> later(() -> place.emitter.fail(why.get())));
    }

    /**
     * Returns when nobody is inside any more and nobody will be, which is some time after it was closed.
     */
    CompletionStage<Void> empty() {
        return empty;
    }

    synchronized int taken() {
        return taken;
    }

    synchronized int queued() {
        return queue.size();
    }

    private void later(Runnable action) {
        try {
            workers.execute(action);
        } catch (RejectedExecutionException stopping) {
            action.run();
        }
    }

    private synchronized RuntimeException refusal() {
        return closed == null ? full.get() : closed.get();
    }

    private enum State {
        NEW,
        QUEUED,
        TAKEN,
        OVER
    }

    /**
     * One of the places, to be taken once and given back once. Thread-safe.
     */
    final class Place {

        private State state = State.NEW;
        private UniEmitter<? super Void> emitter;

        /**
         * Takes the place.
         *
         * @return completes at once, or later on a worker when it was the place's turn, and also when the place was given up or
         *         back meanwhile. Fails at once when the queue is full, and when the bulkhead is closed
         */
        Uni<Void> take() {
            return Uni.createFrom().emitter(given -> {
                switch (enter(given)) {
                    case NEW -> given.fail(refusal());
                    case QUEUED -> {
                        // Whoever takes the place out of the queue says so.
                    }
                    case TAKEN, OVER -> given.complete(null);
                }
            });
        }

        private State enter(UniEmitter<? super Void> given) {
            synchronized (Bulkhead.this) {
                if (state == State.NEW && closed == null) {
                    if (taken < most) {
                        taken++;
                        state = State.TAKEN;
                    } else if (queue.size() < mostQueued) {
                        emitter = given;
                        queue.add(this);
                        state = State.QUEUED;
                    }
                }
                return state;
            }
        }

        /**
         * Gives up a place that is not taken yet, and does nothing otherwise.
         */
        void giveUp() {
            leave(false);
        }

        /**
         * Gives the place back, or gives it up. Does nothing the second time.
         */
        void giveBack() {
            leave(true);
        }

        private void leave(boolean evenIfTaken) {
            Place told = null;
            synchronized (Bulkhead.this) {
                if (state == State.TAKEN) {
                    if (!evenIfTaken) {
                        return;
                    }
                    told = next();
                } else if (state == State.QUEUED) {
                    queue.remove(this);
                    told = this;
                }
                state = State.OVER;
            }
            if (told != null) {
                UniEmitter<? super Void> waiting = told.emitter;
                later(() -> waiting.complete(null));
            }
        }

        /** Hands the place on, so that nobody new comes in between. */
        private Place next() {
            Iterator<Place> waiting = queue.iterator();
            if (!waiting.hasNext()) {
                taken--;
                if (closed != null && taken == 0) {
                    later(() -> empty.complete(null));
                }
                return null;
            }
            Place next = waiting.next();
            waiting.remove();
            next.state = State.TAKEN;
            return next;
        }
    }
}
