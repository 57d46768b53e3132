package io.quarkiverse.codex.event;

/**
 * Why a turn failed.
 *
 * @param message codex' words, never {@code null}
 */
public record TurnError(String message) {

    public TurnError {
        message = message == null ? "" : message;
    }
}
