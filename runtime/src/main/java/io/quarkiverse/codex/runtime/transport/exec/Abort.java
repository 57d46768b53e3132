package io.quarkiverse.codex.runtime.transport.exec;

import io.quarkiverse.codex.CodexException;

/**
 * Why a turn is ended before it ends by itself.
 *
 * @param kind what the subscriber gets to see
 * @param cause the failure, where there is one
 */
record Abort(Kind kind, CodexException cause) {

    enum Kind {
        /** Nothing: the subscriber has gone. */
        CANCELLED,
        /** A last event that says so. */
        INTERRUPTED,
        /** The failure. */
        FAILED
    }

    static final Abort CANCELLED = new Abort(Kind.CANCELLED, null);
    static final Abort INTERRUPTED = new Abort(Kind.INTERRUPTED, null);

    static Abort failure(CodexException cause) {
        return new Abort(Kind.FAILED, cause);
    }
}
