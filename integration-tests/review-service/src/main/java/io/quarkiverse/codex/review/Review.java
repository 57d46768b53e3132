package io.quarkiverse.codex.review;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * One review, from the request for it to its report. Thread-safe.
 */
final class Review {

    private final String id;
    private final String source;
    private final String question;
    private final EventLog log;

    private ReviewState state = ReviewState.PREPARING;
    private Report report;
    private String failure;
    private boolean cancelled;
    private CodexThread thread;
    private CodexTurn turn;

    Review(String id, String source, String question, EventLog log) {
        this.id = id;
        this.source = source;
        this.question = question;
        this.log = log;
    }

    String id() {
        return id;
    }

    String source() {
        return source;
    }

    String question() {
        return question;
    }

    Multi<LoggedEvent> eventsAfter(long event) {
        return log.after(event);
    }

    synchronized ReviewView view() {
        return new ReviewView(id, source, question, state, report, failure);
    }

    synchronized boolean isOver() {
        return state.isOver();
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    synchronized boolean isOf(String threadId) {
        return thread != null && thread.id().filter(threadId::equals).isPresent();
    }

    synchronized void begin(CodexThread thread, CodexTurn turn) {
        this.thread = thread;
        this.turn = turn;
        state = ReviewState.RUNNING;
    }

    /** A turn can be interrupted from its start on, and not before. */
    Uni<Void> see(TurnEvent event) {
        log.add(event);
        return event instanceof TurnStarted && isCancelled() ? turn().interrupt() : Uni.createFrom().voidItem();
    }

    /**
     * Has the review end soon.
     *
     * @return completes when the agent has been told, where it is at work
     */
    Uni<Void> cancel() {
        synchronized (this) {
            cancelled = true;
        }
        CodexTurn running = turn();
        return running == null ? Uni.createFrom().voidItem() : running.interrupt();
    }

    private synchronized CodexTurn turn() {
        return turn;
    }

    void succeed(Report found) {
        end(ReviewState.DONE, found, null);
    }

    void fail(String reason) {
        end(isCancelled() ? ReviewState.CANCELLED : ReviewState.FAILED, null, reason);
    }

    private void end(ReviewState last, Report found, String reason) {
        synchronized (this) {
            state = last;
            report = found;
            failure = reason;
        }
        log.end();
    }
}
