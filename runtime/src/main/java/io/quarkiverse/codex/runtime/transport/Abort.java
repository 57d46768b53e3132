package io.quarkiverse.codex.runtime.transport;

import io.quarkiverse.codex.CodexException;

/**
 * Why a turn is ended before it ends by itself.
 *
 * @param kind what the subscriber gets to see
 * @param cause the failure, where there is one
 */
public record Abort(Kind kind, CodexException cause) {

    /**
     * What the subscriber of an ended turn gets to see.
     */
    public enum Kind {
        /** Nothing: the subscriber has gone. */
        CANCELLED,
        /** A last event that says so. */
        INTERRUPTED,
        /** The failure. */
        FAILED
    }

    /** The subscriber has cancelled. */
    public static final Abort CANCELLED = new Abort(Kind.CANCELLED, null);
    /** The turn was interrupted by its handle. */
    public static final Abort INTERRUPTED = new Abort(Kind.INTERRUPTED, null);

    /**
     * Makes the abort of a turn that fails.
     *
     * @param cause the failure
     */
    public static Abort failure(CodexException cause) {
        return new Abort(Kind.FAILED, cause);
    }
}
