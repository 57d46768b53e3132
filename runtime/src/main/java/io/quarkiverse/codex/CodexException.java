package io.quarkiverse.codex;

/**
 * A failure of codex or of a turn. Every failure of a turn is one of the subclasses; each message says what to do next, and
 * none holds a secret.
 */
public class CodexException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CodexException(String message) {
        super(message);
    }

    public CodexException(String message, Throwable cause) {
        super(message, cause);
    }
}
