package io.quarkiverse.codex;

/**
 * What turns have used up could not be asked for, so that the turn was not started.
 */
public class CodexBudgetStoreException extends CodexException {

    private static final long serialVersionUID = 1L;

    public CodexBudgetStoreException(String message) {
        super(message);
    }

    public CodexBudgetStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
