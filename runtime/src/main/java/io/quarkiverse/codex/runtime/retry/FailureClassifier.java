package io.quarkiverse.codex.runtime.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkiverse.codex.CodexConnectionException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.retry.FailedAttempt;
import io.quarkiverse.codex.retry.RetryClassifier;
import io.quarkiverse.codex.retry.RetryDecision;

/**
 * What is decided when nobody in the application decides.
 */
final class FailureClassifier implements RetryClassifier {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int PANIC = 101;
    private static final int SIGNALS = 128;

    @Override
    public RetryDecision classify(FailedAttempt attempt) {
        Throwable failure = attempt.failure();
        if (failure instanceof CodexTurnFailedException failed) {
            return ofTurn(failed);
        }
        boolean passes = failure instanceof CodexTimeoutException timeout
                && timeout.kind() == CodexTimeoutException.Kind.START
                || failure instanceof CodexConnectionException || failure instanceof CodexOverloadedException
                || failure instanceof CodexProcessException process && hasDied(process);
        return passes ? RetryDecision.transientFailure() : RetryDecision.permanentFailure();
    }

    /** One that has ended by itself had a reason, which is still there the next time. */
    private static boolean hasDied(CodexProcessException failure) {
        int code = failure.exitCode().orElse(0);
        return code == PANIC || code > SIGNALS;
    }

    private static RetryDecision ofTurn(CodexTurnFailedException failure) {
        FailureWords words = new FailureWords(failure.error() == null ? "" : failure.error().message());
        OptionalInt status = failure.httpStatus();
        if (status.isEmpty()) {
            status = words.httpStatus();
        }
        boolean passes = switch (failure.kind()) {
            case RATE_LIMIT_EXCEEDED, FLEX_UNAVAILABLE, SERVER_OVERLOADED, INTERNAL_SERVER_ERROR,
                    RESPONSE_STREAM_DISCONNECTED ->
                true;
            case HTTP_CONNECTION_FAILED, RESPONSE_STREAM_CONNECTION_FAILED, RESPONSE_TOO_MANY_FAILED_ATTEMPTS ->
                status.isEmpty() || passes(status.getAsInt());
            case OTHER, UNKNOWN -> status.isPresent() ? passes(status.getAsInt()) : words.tellOfATransientFailure();
            default -> false;
        };
        if (!passes) {
            return RetryDecision.permanentFailure();
        }
        Optional<Duration> after = words.retryAfter();
        return after.isPresent() ? RetryDecision.transientFailure(after.get()) : RetryDecision.transientFailure();
    }

    private static boolean passes(int status) {
        return status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
    }
}
