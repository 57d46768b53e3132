package io.quarkiverse.codex.review;

/**
 * The answer to what the agent wants to do.
 *
 * @param approve what is not said is no
 */
record Decision(boolean approve) {
}
