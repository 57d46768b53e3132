package io.quarkiverse.codex;

import java.util.Optional;

import io.quarkiverse.codex.event.TurnError;

/**
 * The turn ran and failed, for a reason that codex gives.
 */
public class CodexTurnFailedException extends CodexException {

    private static final long serialVersionUID = 1L;

    private final String threadId;
    private final transient TurnError error;

    public CodexTurnFailedException(String message, String threadId, TurnError error) {
        super(message);
        this.threadId = threadId;
        this.error = error;
    }

    /**
     * Returns the thread the turn ran on; it can run further turns.
     *
     * @return the id, or empty when the turn failed before codex opened a thread
     */
    public Optional<String> threadId() {
        return Optional.ofNullable(threadId);
    }

    /**
     * Returns what codex gave as the reason.
     *
     * @return the error; {@code null} only after Java deserialization
     */
    public TurnError error() {
        return error;
    }
}
