package io.quarkiverse.codex.runtime.guard;

/**
 * A start that was cancelled or interrupted before the model had begun to answer, which speaks neither for the model nor
 * against it. Seen by guards alone.
 */
public final class StartAbandonedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartAbandonedException() {
        super("The turn was ended before the model had begun to answer", null, false, false);
    }
}
