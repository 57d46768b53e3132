package io.quarkiverse.codex.review;

/**
 * A finding of an earlier review that nobody has marked as mended.
 *
 * @param id by which it is marked
 */
record KnownFinding(long id, Finding finding) {
}
