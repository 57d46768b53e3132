package io.quarkiverse.codex;

/**
 * The application is stopping: the turn was not started, or was ended before it was done. What it had done until then stays,
 * and its thread can be resumed by the next life of the application, or by another replica.
 */
public class CodexShutdownException extends CodexException {

    private static final long serialVersionUID = 1L;

    public CodexShutdownException(String message) {
        super(message);
    }
}
