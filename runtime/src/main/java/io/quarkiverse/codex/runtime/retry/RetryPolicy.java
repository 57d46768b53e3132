package io.quarkiverse.codex.runtime.retry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.retry.FailedAttempt;
import io.quarkiverse.codex.retry.RetryClassifier;
import io.quarkiverse.codex.retry.RetryDecision;

/**
 * Decides for the turns of a client which of them are tried again. Thread-safe.
 */
public final class RetryPolicy {

    private static final Logger LOG = Logger.getLogger(RetryPolicy.class);
    private static final RetryClassifier OURS = new FailureClassifier();

    private final RetrySettings settings;
    private final List<RetryClassifier> classifiers;

    /**
     * @param classifiers the application's, in the order in which they are asked
     */
    public RetryPolicy(RetrySettings settings, List<RetryClassifier> classifiers) {
        this.settings = settings;
        this.classifiers = List.copyOf(classifiers);
    }

    /**
     * Whether a failure passes by itself, as far as that can be told without asking the application.
     */
    public static boolean passesByItself(Throwable failure) {
        FailedAttempt attempt = new FailedAttempt("", Optional.empty(), 1, failure);
        return OURS.classify(attempt).kind() == RetryDecision.Kind.TRANSIENT;
    }

    /**
     * Whether turns that may have changed something are tried again, where the turn itself does not say.
     */
    public boolean unsafe() {
        return settings.unsafe();
    }

    /**
     * Decides on a turn that has failed and may be tried again. May block, for the application is asked.
     *
     * @param spent how long the turn has taken so far
     * @param timeout how long it may take, or zero for no limit
     * @return how long to wait before the next attempt, or empty when there is none
     */
    public Optional<Duration> delay(FailedAttempt attempt, Duration spent, Duration timeout) {
        if (attempt.number() > settings.maxRetries()) {
            return Optional.empty();
        }
        RetryDecision decision = classify(attempt);
        if (decision.kind() != RetryDecision.Kind.TRANSIENT) {
            return Optional.empty();
        }
        Duration usual = settings.delay(attempt.number(), ThreadLocalRandom.current().nextDouble());
        Duration delay = decision.after().filter(after -> after.compareTo(usual) > 0).orElse(usual);
        Duration next = spent.plus(delay);
        return isWithin(settings.maxDuration(), next) && isWithin(timeout, next) ? Optional.of(delay) : Optional.empty();
    }

    private static boolean isWithin(Duration limit, Duration time) {
        return limit.isZero() || time.compareTo(limit) < 0;
    }

    private RetryDecision classify(FailedAttempt attempt) {
        for (RetryClassifier classifier : classifiers) {
            RetryDecision decision = ask(classifier, attempt);
            if (decision.kind() != RetryDecision.Kind.ABSTAIN) {
                return decision;
            }
        }
        return OURS.classify(attempt);
    }

    private static RetryDecision ask(RetryClassifier classifier, FailedAttempt attempt) {
        try {
            RetryDecision decision = classifier.classify(attempt);
            if (decision != null) {
                return decision;
            }
            LOG.warnf("%s has no decision on a failed turn, which counts as abstention", classifier);
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s has failed to decide on a failed turn, which counts as abstention", classifier);
        }
        return RetryDecision.abstain();
    }
}
