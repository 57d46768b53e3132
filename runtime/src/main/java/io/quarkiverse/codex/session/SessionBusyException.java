package io.quarkiverse.codex.session;

/**
 * Another turn of the session runs, here or on another replica, and did not end within the time that is waited for it.
 * Nothing has been done.
 */
public class SessionBusyException extends SessionException {

    private static final long serialVersionUID = 1L;

    public SessionBusyException(String message) {
        super(message);
    }

    public SessionBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
