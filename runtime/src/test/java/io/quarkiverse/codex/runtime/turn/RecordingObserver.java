package io.quarkiverse.codex.runtime.turn;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.smallrye.mutiny.Uni;

/** Writes down what it is told, and holds up or breaks the turn where the test says so. */
class RecordingObserver implements TurnObserver, TurnWatch {

    final List<String> log;
    final List<String> turns = new CopyOnWriteArrayList<>();
    private final String name;
    private volatile ObservedTurn turn;
    volatile TurnResult result;
    String heldUpAt = "";
    String brokenAt = "";
    final CompletableFuture<Void> goOn = new CompletableFuture<>();
    volatile boolean droppedHook;

    RecordingObserver(String name, List<String> log) {
        this.name = name;
        this.log = log;
    }

    @Override
    public TurnWatch watch(ObservedTurn turn) {
        this.turn = turn;
        return this;
    }

    private Uni<Void> note(String what) {
        return Uni.createFrom().deferred(() -> {
            log.add(name + " " + what);
            if (what.startsWith(brokenAt) && !brokenAt.isEmpty()) {
                return Uni.createFrom().failure(new IllegalArgumentException(name + " broke at " + what));
            }
            if (what.startsWith(heldUpAt) && !heldUpAt.isEmpty()) {
                return Uni.createFrom().completionStage(goOn.copy()).onCancellation().invoke(() -> droppedHook = true);
            }
            return Uni.createFrom().voidItem();
        });
    }

    @Override
    public Uni<Optional<TurnInput>> before(Optional<TurnInput> input) {
        turns.add(turn.clientName() + " " + turn.threadId().orElse("new") + " " + turn.opensThread() + " "
                + turn.turnId().isPresent());
        return note("before").replaceWith(input.map(given -> given.andText("for " + name)));
    }

    @Override
    public Uni<Void> event(TurnEvent event) {
        return note(event.type());
    }

    @Override
    public boolean wantsItems() {
        return true;
    }

    @Override
    public Uni<Void> completed(TurnResult told) {
        result = told;
        return note("completed");
    }

    @Override
    public Uni<Void> failed(Throwable failure) {
        return note("failed " + failure.getMessage());
    }

    @Override
    public void cancelled() {
        log.add(name + " cancelled");
    }

    @Override
    public ToolCaller around(ToolCaller tools) {
        log.add(name + " around");
        return tools;
    }
}
