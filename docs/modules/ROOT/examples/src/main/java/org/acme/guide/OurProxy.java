package org.acme.guide;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.retry.FailedAttempt;
import io.quarkiverse.codex.retry.RetryClassifier;
import io.quarkiverse.codex.retry.RetryDecision;

/** Deciding about retries. */
// tag::class[]
@ApplicationScoped
public class OurProxy implements RetryClassifier {

    @Override
    public RetryDecision classify(FailedAttempt attempt) {
        if (attempt.failure() instanceof CodexTurnFailedException failed && failed.httpStatus().orElse(0) == 403) {
            return RetryDecision.transientFailure(Duration.ofSeconds(5)); // <1>
        }
        return RetryDecision.abstain();
    }
}
// end::class[]
