package io.quarkiverse.codex.review;

/**
 * A review as callers see it.
 *
 * @param report what was found, or {@code null} as long as the review is not done
 * @param failure why it has failed, or {@code null}
 */
record ReviewView(String id, String source, String question, ReviewState state, Report report, String failure) {
}
