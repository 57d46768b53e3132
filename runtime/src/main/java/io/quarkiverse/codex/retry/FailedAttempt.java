package io.quarkiverse.codex.retry;

import java.util.Objects;
import java.util.Optional;

/**
 * An attempt at a turn that has failed.
 *
 * @param clientName the name of the client that runs the turn, never {@code null}
 * @param threadId codex' id of the thread, or empty when none was opened; never {@code null}
 * @param number which attempt it was, counted from 1
 * @param failure what the turn fails with unless it is tried again: most often a
 *        {@link io.quarkiverse.codex.CodexTurnFailedException}, whose {@code kind()} and {@code httpStatus()} say more where
 *        codex does, or another {@link io.quarkiverse.codex.CodexException}; never {@code null}
 */
public record FailedAttempt(String clientName, Optional<String> threadId, int number, Throwable failure) {

    public FailedAttempt {
        Objects.requireNonNull(clientName, "clientName");
        Objects.requireNonNull(threadId, "threadId");
        Objects.requireNonNull(failure, "failure");
    }
}
