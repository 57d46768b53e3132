package io.quarkiverse.codex.review;

/**
 * How far a review is.
 */
enum ReviewState {
    /** The code is being fetched. */
    PREPARING,
    /** The agent is at work. */
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    boolean isOver() {
        return this != PREPARING && this != RUNNING;
    }
}
