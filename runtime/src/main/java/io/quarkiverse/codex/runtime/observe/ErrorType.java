package io.quarkiverse.codex.runtime.observe;

import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.event.TurnErrorKind;

/**
 * Names a failure in a word, of which there are few: codex' own name of its kind, or that of the exception's class.
 */
final class ErrorType {

    private ErrorType() {
    }

    static String of(Throwable failure) {
        if (failure instanceof CodexTurnFailedException failed && failed.kind() != TurnErrorKind.UNKNOWN) {
            return failed.kind().wireName();
        }
        return failure.getClass().getName();
    }
}
