package io.quarkiverse.codex.runtime.protocol;

import io.quarkiverse.codex.event.TurnEvent;

/**
 * An event of the app-server and whom it concerns: one process serves many threads.
 *
 * @param threadId the thread, or {@code null} if codex named none
 * @param turnId the turn, or {@code null} if the event concerns the thread as such
 * @param event the event, never {@code null}
 */
public record RoutedEvent(String threadId, String turnId, TurnEvent event) {
}
