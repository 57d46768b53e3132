package io.quarkiverse.codex.runtime.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.quarkiverse.codex.session.SessionInfo;
import io.smallrye.mutiny.Uni;

/**
 * Watches a turn of a session and has it recorded, from the moment when codex has opened its thread.
 */
final class RecordingWatch implements TurnWatch {

    private final TurnRecorder recorder;
    private final Optional<SessionInfo> before;
    private final boolean mayMove;
    private final Consumer<String> whenOpened;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean watching;
    private Optional<TurnInput> input = Optional.empty();
    private boolean echoed;

    /**
     * @param before the session as it was before the turn, empty for a new one
     * @param mayMove whether the turn is run on another thread when its own is not found
     * @param whenOpened is told the id of the thread
     */
    RecordingWatch(TurnRecorder recorder, Optional<SessionInfo> before, boolean mayMove,
            Consumer<String> whenOpened) {
        this.recorder = recorder;
        this.before = before;
        this.mayMove = mayMove;
        this.whenOpened = whenOpened;
    }

    @Override
    public Uni<Optional<TurnInput>> before(Optional<TurnInput> given) {
        watching = true;
        input = given;
        return Uni.createFrom().item(given);
    }

    @Override
    public Uni<Void> event(TurnEvent event) {
        if (event instanceof ThreadStarted started) {
            whenOpened.accept(started.threadId());
            return recorder.begun(before, input, Optional.of(started.threadId()));
        }
        if (event instanceof TurnRetrying retry) {
            // The app-server repeats the input with each attempt.
            echoed = false;
            return recorder.retried(retry);
        }
        return event instanceof ItemCompleted completed && !isEcho(completed) ? recorder.item(completed.item()) : NO_WAIT;
    }

    /** The app-server repeats what it was told, and after that tells with which words the turn was steered. */
    private boolean isEcho(ItemCompleted completed) {
        if (echoed || input.isEmpty() || !(completed.item() instanceof UserMessage)) {
            return false;
        }
        echoed = true;
        return true;
    }

    @Override
    public Uni<Void> completed(TurnResult result) {
        return recorder.ended(result);
    }

    @Override
    public Uni<Void> failed(Throwable failure) {
        if (mayMove && failure instanceof CodexThreadNotFoundException) {
            return NO_WAIT;
        }
        if (!recorder.hasBegun()) {
            recorder.begun(before, input, Optional.empty());
        }
        // Stored after that, even when nobody waits for it. The caller is told why the turn failed, and not what became of
        // the record of it.
        return recorder.failed(failure).onFailure().recoverWithNull();
    }

    @Override
    public void cancelled() {
        recorder.cancelled();
    }

    @Override
    public void over() {
        over.complete(null);
    }

    /**
     * Returns what completes when nothing of the turn is left.
     */
    Uni<Void> whenOver() {
        // A turn that was not let onto its thread never began.
        return watching ? Uni.createFrom().completionStage(over.copy()) : Uni.createFrom().voidItem();
    }
}
