package io.quarkiverse.codex.session;

/**
 * Another replica has taken the session over, or may have, because this one could not say in time that it is alive. The turn
 * was ended, and what it did since then is not recorded.
 */
public class SessionLostException extends SessionException {

    private static final long serialVersionUID = 1L;

    public SessionLostException(String message) {
        super(message);
    }

    public SessionLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
