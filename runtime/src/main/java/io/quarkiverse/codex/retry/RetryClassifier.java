package io.quarkiverse.codex.retry;

/**
 * Tells failures that pass by themselves from others. Make it a CDI bean with a scope, and with
 * {@link io.quarkiverse.codex.CodexClientName} for a named client: those of a client are asked in the order of their
 * {@code @Priority}, the highest first, until one does not abstain. When all abstain, this extension decides: rate limits,
 * overload, lost connections, HTTP 408, 429 and 5xx and the death of the process are transient, everything else is not.
 */
@FunctionalInterface
public interface RetryClassifier {

    /**
     * Decides on a failure. It is asked only where the turn could be tried again, and runs on a thread of the client's, which
     * it may block for a moment; without a request scope.
     *
     * @param attempt what has failed
     * @return the decision, never {@code null}. {@code null} and an exception count as abstention, and are logged
     */
    RetryDecision classify(FailedAttempt attempt);
}
