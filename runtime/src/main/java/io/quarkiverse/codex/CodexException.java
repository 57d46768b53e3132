package io.quarkiverse.codex;

/**
 * A failure of codex or of a turn. The subclasses say what failed; this class itself stands for a turn that was ended because
 * its subscription was cancelled, and for an error in this library. Each message says what to
 * do next, and none holds a secret.
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
