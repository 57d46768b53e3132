package io.quarkiverse.codex.runtime.transport;

import io.quarkiverse.codex.ReviewTarget;

/**
 * What a turn is for, other than to work on an input.
 */
public sealed interface TurnTask {

    /**
     * To review code.
     *
     * @param target which code
     */
    record Review(ReviewTarget target) implements TurnTask {
    }

    /**
     * To make room in the context by summing up what was said so far.
     */
    record Compaction() implements TurnTask {
    }
}
