package io.quarkiverse.codex.runtime.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

import io.quarkiverse.codex.CodexConfigurationException;

/**
 * What is configured of the guard around the start of a client's turns.
 *
 * @param client the client's name
 * @param prefix what the names of its properties begin with
 * @param bean the {@code @Identifier} of the application's own guard, in place of everything else here
 * @param mostTurns how many turns may begin within the window, or empty for any number
 * @param window how long that is
 * @param breaker when to refuse turns because others have failed, or empty for never
 * @param timeout how long a start may take, zero for no limit
 * @param passing tells failures that pass by themselves: what the circuit breaker counts
 */
public record StartLimits(String client, String prefix, Optional<String> bean, OptionalInt mostTurns, Duration window,
        Optional<Breaker> breaker, Duration timeout, Predicate<Throwable> passing) {

    /**
     * When to refuse turns because others have failed.
     *
     * @param volume how many turns are looked at
     * @param failureRatio how many of them have to fail, from 0 to 1
     * @param delay how long turns are refused
     * @param successes how many have to begin well after that
     */
    public record Breaker(int volume, double failureRatio, Duration delay, int successes) {
    }

    /**
     * Refuses what cannot be.
     *
     * @return these limits
     * @throws CodexConfigurationException when a value cannot be
     */
    public StartLimits checked() {
        String oneOrMore = "choose 1 or more";
        mostTurns.ifPresent(most -> require(most > 0, "rate-limit.max-turns", most, oneOrMore + ", or leave it out"));
        require(isTime(window), "rate-limit.window", window, "choose a time");
        require(!timeout.isNegative(), "timeouts.start", timeout, "choose a time, or 0 for no limit");
        breaker.ifPresent(circuit -> {
            require(circuit.volume() > 0, "circuit-breaker.request-volume-threshold", circuit.volume(), oneOrMore);
            require(circuit.failureRatio() > 0 && circuit.failureRatio() <= 1, "circuit-breaker.failure-ratio",
                    circuit.failureRatio(), "choose more than 0, and 1 at most");
            require(isTime(circuit.delay()), "circuit-breaker.delay", circuit.delay(), "choose a time");
            require(circuit.successes() > 0, "circuit-breaker.success-threshold", circuit.successes(), oneOrMore);
        });
        if (bean.isPresent() && hasLimits()) {
            throw new CodexConfigurationException(prefix + "start-guard stands in place of " + prefix + "rate-limit, "
                    + prefix + "circuit-breaker and " + prefix + "timeouts.start: configure it or them, not both");
        }
        return this;
    }

    private static boolean isTime(Duration value) {
        return value.toMillis() > 0;
    }

    private void require(boolean condition, String property, Object value, String advice) {
        if (!condition) {
            throw new CodexConfigurationException(prefix + property + " is " + value + ": " + advice);
        }
    }

    private boolean hasLimits() {
        return mostTurns.isPresent() || breaker.isPresent() || !timeout.isZero();
    }

    /**
     * Returns whether there is nothing to guard against.
     */
    public boolean areNone() {
        return bean.isEmpty() && !hasLimits();
    }
}
