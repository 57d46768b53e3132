package io.quarkiverse.codex.runtime.tool;

/**
 * What the model gave will not do. The message is for the model: where, what was expected, what it gave.
 */
final class BadArgumentsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadArgumentsException(String message) {
        // An answer, not an accident: nobody reads its stack.
        super(message, null, false, false);
    }
}
