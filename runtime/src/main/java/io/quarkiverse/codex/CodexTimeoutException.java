package io.quarkiverse.codex;

import java.time.Duration;

/**
 * The turn took too long, codex said nothing for too long, or it did not answer a request. The turn has been ended.
 */
public class CodexTimeoutException extends CodexException {

    private static final long serialVersionUID = 1L;

    /**
     * What took too long.
     */
    public enum Kind {
        /** The whole turn. */
        TURN,
        /** The time until the model began to answer. */
        START,
        /** The time since codex last said something. */
        IDLE,
        /** The answer to a request to codex' app-server. */
        REQUEST
    }

    private final Kind kind;
    private final Duration timeout;

    public CodexTimeoutException(String message, Kind kind, Duration timeout) {
        super(message);
        this.kind = kind;
        this.timeout = timeout;
    }

    /**
     * Returns what took too long.
     *
     * @return the kind, never {@code null}
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the limit that was passed.
     *
     * @return the limit, never {@code null}
     */
    public Duration timeout() {
        return timeout;
    }
}
