package io.quarkiverse.codex.runtime.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
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
    private volatile boolean reached;
    private Optional<TurnInput> input = Optional.empty();
    private boolean echoed;
    private volatile TokenUsage used;

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
    public void begins() {
        reached = true;
    }

    @Override
    public Uni<Void> noted(TurnEvent event) {
        if (event instanceof ThreadStarted started) {
            whenOpened.accept(started.threadId());
            return recorder.begun(before, input, Optional.of(started.threadId()));
        }
        if (event instanceof TurnRetrying retry) {
            // The app-server repeats the input with each attempt.
            echoed = false;
            return recorder.retried(retry);
        }
        if (event instanceof TokenUsageUpdated updated && updated.lastUsage() != null) {
            used = used == null ? updated.lastUsage() : used.plus(updated.lastUsage());
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
        if (!reached || mayMove && failure instanceof CodexThreadNotFoundException) {
            // What codex never heard was not said. And who does not let a turn begin may not want its input to be known.
            return NO_WAIT;
        }
        if (!recorder.hasBegun()) {
            recorder.begun(before, input, Optional.empty());
        }
        // Stored after that, even when nobody waits for it. The caller is told why the turn failed, and not what became of
        // the record of it.
        return recorder.failed(failure, usage()).onFailure().recoverWithNull();
    }

    @Override
    public void cancelled() {
        recorder.cancelled(usage());
    }

    /** Of a turn that does not come to its end, codex tells on the way only what it has used. */
    private Usage usage() {
        TokenUsage known = used;
        return known == null ? Usage.UNKNOWN
                : Usage.of(known.inputTokens(), known.cachedInputTokens(), known.cacheWriteInputTokens(),
                        known.outputTokens(), known.reasoningOutputTokens());
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
