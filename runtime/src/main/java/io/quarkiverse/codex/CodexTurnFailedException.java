package io.quarkiverse.codex;

import java.util.Optional;
import java.util.OptionalInt;

import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnErrorKind;

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
     * Returns the kind of the failure.
     *
     * @return the kind; {@link TurnErrorKind#UNKNOWN} when codex gave none that this version knows, as always on the exec
     *         transport
     */
    public TurnErrorKind kind() {
        return error == null ? TurnErrorKind.UNKNOWN : error.kind();
    }

    /**
     * Returns the HTTP status with which the model's service answered.
     *
     * @return the status, or empty when codex did not say
     */
    public OptionalInt httpStatus() {
        return error == null || error.httpStatus() == null ? OptionalInt.empty() : OptionalInt.of(error.httpStatus());
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
