package io.quarkiverse.codex.runtime.turn;

import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * One run of a turn on its transport: learns from the events what they say of the thread, and counts what was used.
 */
final class TurnAttempt {

    private final CodexThreadImpl thread;
    private final Occupancy occupancy;
    private final ThreadMemory memory;
    private final TurnRequest request;
    private final TurnExecution execution;
    private final Runnable whenBegins;
    private UsageBaseline baseline;
    /** What this attempt and those before it have used, where codex says so on the way. */
    private TokenUsage used = UsageBaseline.NO_TOKENS;
    private TokenUsage usedBefore = UsageBaseline.NO_TOKENS;
    private TurnFailed failed;
    /** The thread that this attempt has opened, as long as no turn has begun in it. */
    private String opened;
    private volatile Flow.Subscription subscription;
    private volatile boolean interrupted;
    private volatile boolean over;
    private volatile boolean refused;
    /** Whether it has begun, or never will. */
    private final AtomicBoolean decided = new AtomicBoolean();

    /**
     * @param whenBegins called when it begins on its transport, if it ever does
     * @param whenOver called when nothing of the attempt is left
     */
    TurnAttempt(CodexThreadImpl thread, Occupancy occupancy, TurnRunner runner, TurnRequest request,
            Runnable whenBegins, Runnable whenOver) {
        this.thread = thread;
        this.occupancy = occupancy;
        this.memory = runner.memory();
        this.request = request;
        this.whenBegins = whenBegins;
        this.execution = runner.transport().prepare(request, () -> {
            request.host().close();
            over = true;
            whenOver.run();
        });
    }

    /**
     * Returns the events, but for one that says that the attempt has failed: nobody knows then whether that is the end.
     *
     * @param last the attempt before this one, or {@code null}
     */
    Multi<TurnEvent> events(TurnAttempt last) {
        if (last != null) {
            baseline = last.baseline;
            usedBefore = last.used;
            used = last.used;
            return events();
        }
        baseline = request.threadId().map(id -> UsageBaseline.of(memory.takeTotal(id))).orElse(UsageBaseline.NOTHING);
        return events();
    }

    private Multi<TurnEvent> events() {
        return Multi.createFrom().deferred(() -> decided.compareAndSet(false, true) ? begin() : Multi.createFrom().nothing());
    }

    private Multi<TurnEvent> begin() {
        whenBegins.run();
        return execution.events().onSubscription().invoke(this::subscribed).map(this::seen)
                .select().where(event -> event != failed)
                .onFailure().invoke(this::notRecorded);
    }

    /** Whoever cancels or interrupts in just this moment finds nothing yet that could be told. */
    private void subscribed(Flow.Subscription given) {
        subscription = given;
        if (occupancy.isCancelled()) {
            given.cancel();
        }
        if (interrupted) {
            execution.interrupt().subscribe().asCompletionStage();
        }
    }

    private TurnEvent seen(TurnEvent event) {
        if (event instanceof ThreadStarted started) {
            opened = thread.opened(started.threadId(), occupancy) ? started.threadId() : null;
        } else if (event instanceof TurnStarted) {
            opened = null;
        } else if (event instanceof TurnFailed failure) {
            opened = null;
            failed = failure;
        } else if (event instanceof TokenUsageUpdated updated && updated.lastUsage() != null) {
            used = used.plus(updated.lastUsage());
        } else if (event instanceof TurnCompleted completed) {
            return counted(completed);
        }
        return event;
    }

    /** codex writes a thread down with its first turn, and without one cannot resume it when it was started anew. */
    private void notRecorded() {
        if (opened != null) {
            thread.forget(opened);
        }
    }

    private TurnCompleted counted(TurnCompleted completed) {
        if (completed.threadUsage() != null) {
            thread.id().ifPresent(id -> memory.keepTotal(id, completed.threadUsage()));
        }
        TokenUsage turn = completed.usage() == null ? baseline.turn(completed.threadUsage())
                : completed.usage().plus(usedBefore);
        return new TurnCompleted(completed.status(), turn, completed.threadUsage(), completed.extra());
    }

    /**
     * Returns what it fails with as its caller is to see it.
     */
    Multi<TurnEvent> failure(Throwable why) {
        return failed == null ? Multi.createFrom().failure(why)
                : Multi.createFrom().<TurnEvent> item(failed).onCompletion().failWith(why);
    }

    /**
     * Returns whether nothing of it is left.
     */
    boolean isOver() {
        return over;
    }

    /**
     * Notes that it is not allowed to begin.
     */
    void refuse() {
        refused = true;
        cancel();
    }

    boolean wasRefused() {
        return refused;
    }

    void cancel() {
        if (decided.compareAndSet(false, true)) {
            request.host().close();
            over = true;
            return;
        }
        Flow.Subscription running = subscription;
        if (running != null) {
            running.cancel();
        }
    }

    Uni<Void> interrupt() {
        interrupted = true;
        return execution.interrupt();
    }

    Uni<Void> steer(TurnInput input) {
        return execution.steer(input);
    }

    Optional<String> turnId() {
        return execution.turnId();
    }
}
