package io.quarkiverse.codex.chaos;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.smallrye.mutiny.Uni;

/** How turns ended in the eyes of those who watch them, hooks and metrics for example: they are told of one end, too. */
final class TurnEnds implements TurnObserver {

    private final Queue<Watch> begun = new ConcurrentLinkedQueue<>();

    @Override
    public TurnWatch watch(ObservedTurn turn) {
        return new Watch();
    }

    /** Returns the turns that began, and were not said to have ended once, or of which something is left. */
    List<String> irregular() {
        // What happened well is of no interest any more, and a long storm has many turns.
        begun.removeIf(watch -> watch.over && watch.ends.size() == 1);
        return begun.stream().map(Watch::toString).toList();
    }

    private final class Watch implements TurnWatch {

        private final List<String> ends = new CopyOnWriteArrayList<>();
        private volatile String input;
        private volatile boolean over;

        @Override
        public Uni<Optional<TurnInput>> before(Optional<TurnInput> given) {
            input = given.map(TurnInput::parts).map(Object::toString).orElse("");
            begun.add(this);
            return Uni.createFrom().item(given);
        }

        @Override
        public Uni<Void> completed(TurnResult result) {
            ends.add("completed");
            return NO_WAIT;
        }

        @Override
        public Uni<Void> failed(Throwable failure) {
            ends.add("failed: " + failure);
            return NO_WAIT;
        }

        @Override
        public void cancelled() {
            ends.add("cancelled");
        }

        @Override
        public void over() {
            over = true;
        }

        @Override
        public String toString() {
            return input + ": " + ends + (over ? "" : ", something is left of it");
        }
    }
}
