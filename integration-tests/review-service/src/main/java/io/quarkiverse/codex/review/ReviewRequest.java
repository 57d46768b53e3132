package io.quarkiverse.codex.review;

/**
 * What a caller wants to know.
 *
 * @param source the URL of a Git repository, or a directory
 * @param question what to look for
 */
record ReviewRequest(String source, String question) {
}
