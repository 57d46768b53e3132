package io.quarkiverse.codex;

/**
 * The turn was not started because too many before it could not begin: the circuit breaker of the client is open. Trying again
 * helps after a while.
 */
public class CodexUnavailableException extends CodexException {

    private static final long serialVersionUID = 1L;

    public CodexUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
