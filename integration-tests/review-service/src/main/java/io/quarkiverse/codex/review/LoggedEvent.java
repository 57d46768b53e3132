package io.quarkiverse.codex.review;

import io.quarkiverse.codex.event.TurnEvent;

/**
 * An event with its number in its review.
 *
 * @param id from 1, without gaps: a reader who sees one knows how much is no longer kept
 */
record LoggedEvent(long id, TurnEvent event) {
}
