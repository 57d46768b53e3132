package io.quarkiverse.codex.session;

import io.quarkiverse.codex.CodexException;

/**
 * A session could not be read or written.
 */
public class SessionException extends CodexException {

    private static final long serialVersionUID = 1L;

    public SessionException(String message) {
        super(message);
    }

    public SessionException(String message, Throwable cause) {
        super(message, cause);
    }
}
