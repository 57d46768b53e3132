package io.quarkiverse.codex.retry;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a failure passes by itself. Immutable.
 */
public final class RetryDecision {

    /**
     * What was decided.
     */
    public enum Kind {
        /** Trying again can help. */
        TRANSIENT,
        /** It would fail again in the same way, or nobody wants it to be tried again. */
        PERMANENT,
        /** Somebody else is to decide. */
        ABSTAIN
    }

    private static final RetryDecision TRANSIENT = new RetryDecision(Kind.TRANSIENT, null);
    private static final RetryDecision PERMANENT = new RetryDecision(Kind.PERMANENT, null);
    private static final RetryDecision ABSTAIN = new RetryDecision(Kind.ABSTAIN, null);

    private final Kind kind;
    private final Duration after;

    private RetryDecision(Kind kind, Duration after) {
        this.kind = kind;
        this.after = after;
    }

    /**
     * Trying again can help, after the configured delay. Whether it is allowed is another question: a turn that has acted is
     * not tried again.
     *
     * @return the decision, never {@code null}
     */
    public static RetryDecision transientFailure() {
        return TRANSIENT;
    }

    /**
     * Trying again can help, but not before a certain time, as a {@code Retry-After} says.
     *
     * @param after how long it takes at least, even where the configured delay is shorter; never {@code null}
     * @return the decision, never {@code null}
     */
    public static RetryDecision transientFailure(Duration after) {
        return new RetryDecision(Kind.TRANSIENT, Objects.requireNonNull(after, "after"));
    }

    /**
     * Trying again is of no use.
     *
     * @return the decision, never {@code null}
     */
    public static RetryDecision permanentFailure() {
        return PERMANENT;
    }

    /**
     * Somebody else is to decide: the next {@link RetryClassifier}, at last that of this extension.
     *
     * @return the decision, never {@code null}
     */
    public static RetryDecision abstain() {
        return ABSTAIN;
    }

    /**
     * Returns what was decided.
     *
     * @return the kind, never {@code null}
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns when trying again can help.
     *
     * @return the time from now, or empty where nobody knows
     */
    public Optional<Duration> after() {
        return Optional.ofNullable(after);
    }

    @Override
    public String toString() {
        return kind + (after == null ? "" : " after " + after);
    }
}
