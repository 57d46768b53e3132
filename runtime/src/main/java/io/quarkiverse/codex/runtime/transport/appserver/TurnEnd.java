package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.smallrye.mutiny.Uni;

/**
 * Ends a turn: has codex end it, clears away what it leaves, tells its caller and gives its thread back. The caller is told
 * when codex has ended the turn, or has not within the grace; the thread is given back only when codex is done with it.
 */
final class TurnEnd {

    private static final Logger LOG = Logger.getLogger(TurnEnd.class);

    private final AppServerTurn turn;
    private final AppServerTransport transport;
    private final TurnState state;
    private final TurnProgress progress;
    private final Runnable whenOver;
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private volatile TurnBuffer buffer;
    private volatile TurnClock clock;
    private volatile ScheduledFuture<?> lastMoment;
    private volatile Runnable conclusion = () -> {
    };

    /**
     * @param whenOver called on a worker before the caller is told
     */
    TurnEnd(AppServerTurn turn, AppServerTransport transport, TurnState state, TurnProgress progress, Runnable whenOver) {
        this.turn = turn;
        this.transport = transport;
        this.state = state;
        this.progress = progress;
        this.whenOver = whenOver;
    }

    /**
     * Learns who wants to know, before anything can end.
     */
    void tellTo(TurnBuffer caller, TurnClock watch) {
        buffer = caller;
        clock = watch;
    }

    /**
     * Ends the turn early. The first reason counts, but who cancels hears of no other. Returns at once.
     */
    void abort(Abort reason) {
        TurnState.Ending ending = state.abort(reason);
        if (ending == TurnState.Ending.NONE) {
            return;
        }
        clock.stop();
        if (ending == TurnState.Ending.GIVE_UP) {
            giveUp();
            return;
        }
        if (state.interrupt()) {
            interrupt();
        }
        lastMoment = transport.after(transport.settings().grace(), this::giveUp);
        if (lastMoment == null) {
            giveUp();
        } else if (state.isOver()) {
            lastMoment.cancel(false);
        }
    }

    /**
     * Hears how codex calls the turn, which it has to know to end it.
     *
     * @param active the id by which it is interrupted, which in a review is another; {@code null} when not known
     */
    void named(String turnId, String active) {
        if (state.named(turnId, active)) {
            interrupt();
        }
    }

    /**
     * Tells codex, which has told how it calls the turn.
     */
    void interrupt() {
        String turnId = state.activeTurnId().orElse(null);
        if (turnId != null) {
            state.session().interrupt(state.threadId(), turnId).subscribe().with(
                    answer -> turn.logged(() -> LOG.debugf("turn %s is interrupted", turnId)), failure -> {
                        turn.logged(() -> LOG.debugf("turn %s could not be interrupted: %s", turnId, failure.getMessage()));
                        state.notInterrupted();
                    });
        }
    }

    /**
     * Ends an aborted turn that codex has not ended, or never begun.
     */
    void giveUp() {
        Abort reason = state.reason();
        finish(reason.kind() == Abort.Kind.INTERRUPTED ? progress.interrupted() : null, reason.cause(),
                reason.kind() == Abort.Kind.FAILED);
        if (state.interrupt()) {
            interrupt();
        }
    }

    /**
     * Hears that the app-server is gone.
     */
    void gone(CodexException why) {
        codexIsDone();
        Abort reason = state.reason();
        finish(null, reason != null && reason.kind() == Abort.Kind.FAILED ? reason.cause() : why, true);
    }

    /**
     * Ends the turn, unless it is over. What is told then runs code of the application: never where the connection is read.
     *
     * @param last the last event, or {@code null}
     * @param failure what the turn fails with, or {@code null}
     * @param atOnce whether events that wait are thrown away
     */
    void finish(TurnEvent last, CodexException failure, boolean atOnce) {
        if (!state.end()) {
            return;
        }
        clock.stop();
        ScheduledFuture<?> pending = lastMoment;
        if (pending != null) {
            pending.cancel(false);
        }
        AtomicBoolean concluded = new AtomicBoolean();
        conclusion = () -> {
            if (concluded.compareAndSet(false, true)) {
                transport.workers().execute(() -> conclude(last, failure, atOnce));
            }
        };
        boolean whole = last instanceof TurnCompleted completed && completed.status() == TurnStatus.COMPLETED;
        // A turn that was ended early may have begun a command that nobody has told us of.
        clearAway(!whole, progress.hasRunCommands() || state.reason() != null && state.wasAsked(),
                conclusion);
    }

    /**
     * Tells the caller of an end that still waits for what the turn has left: there is nobody any more to wait for.
     */
    void waitNoLonger() {
        conclusion.run();
    }

    /** codex lets the agents of a turn go on when it interrupts that. */
    private void clearAway(boolean withAgents, boolean mayHaveLeftCommands, Runnable then) {
        if (state.isMerged()) {
            // What runs there is not this turn's.
            then.run();
            return;
        }
        List<Uni<Void>> endings = new ArrayList<>();
        if (withAgents && state.session() != null) {
            state.session().agentsOf(turn).forEach(agent -> endings.add(
                    LeftCommands.endWithTurn(state.session(), agent.threadId(), agent.turnId(), transport)));
        }
        if (mayHaveLeftCommands && state.threadId() != null) {
            endings.add(LeftCommands.end(state.session(), state.threadId(), transport));
        }
        if (endings.isEmpty()) {
            then.run();
        } else {
            Uni.combine().all().unis(endings).discardItems().subscribe().with(nothing -> then.run());
        }
    }

    private void conclude(TurnEvent last, CodexException failure, boolean atOnce) {
        state.conclude();
        release();
        transport.leave(turn);
        try {
            whenOver.run();
        } finally {
            if (buffer.hasOverflown()) {
                buffer.end(null, TurnFailures.tooSlow(transport.settings()), true);
            } else {
                buffer.end(last, failure, atOnce);
            }
        }
    }

    private void release() {
        if (state.release()) {
            state.session().leave(state.threadId(), turn, state.turnId());
            left.complete(null);
        }
    }

    /**
     * Hears that codex is done with the turn, or never had it, and gives the thread back if nobody else has kept it.
     */
    void codexIsDone() {
        state.done();
        if (state.isGivenUp()) {
            clearAway(true, true, this::release);
        }
    }

    /**
     * Hears that codex has not begun the turn.
     */
    void neverBegun(CodexException why) {
        codexIsDone();
        if (state.reason() != null) {
            // What it was ended for says more than what became of it then.
            giveUp();
        } else {
            finish(null, why, false);
        }
    }

    /**
     * Hears that codex has closed the thread.
     */
    void threadClosed() {
        if (state.isGivenUp()) {
            codexIsDone();
        }
    }

    /**
     * Hears how codex has ended the turn.
     */
    void ended(TurnEvent last, CodexException failure) {
        Abort reason = state.reason();
        if (reason != null && reason.kind() == Abort.Kind.FAILED) {
            finish(null, reason.cause(), true);
        } else {
            finish(last, failure, false);
        }
    }

    /**
     * Completes when the thread was given back.
     */
    CompletableFuture<Void> left() {
        return left;
    }
}
