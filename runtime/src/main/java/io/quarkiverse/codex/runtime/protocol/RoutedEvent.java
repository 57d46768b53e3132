package io.quarkiverse.codex.runtime.protocol;

import io.quarkiverse.codex.event.TurnEvent;

/**
 * An event of the app-server and whom it concerns: one process serves many threads. An immutable value.
 *
 * @param threadId the thread, or {@code null} if codex named none
 * @param turnId the turn, or {@code null} if the event concerns the thread as such
 * @param rootTurnId the turn for whose sake this one runs, known of the events that begin and end a turn only; otherwise, and
 *        where codex did not say, {@code null}. Mostly it is the turn itself. The turn of another agent on its own thread names
 *        the turn that started the agent; and a review begins with a turn that is not the one that was asked for, names that
 *        as its root, and is never heard of again
 * @param event the event, never {@code null}
 */
public record RoutedEvent(String threadId, String turnId, String rootTurnId, TurnEvent event) {

    /**
     * Creates an event that names no root turn.
     */
    public RoutedEvent(String threadId, String turnId, TurnEvent event) {
        this(threadId, turnId, null, event);
    }

    /**
     * Returns the turn that the caller began: a review tells of its begin under another name than of all else, and says then
     * which turn that belongs to.
     */
    public String concernedTurnId() {
        return rootTurnId == null ? turnId : rootTurnId;
    }
}
