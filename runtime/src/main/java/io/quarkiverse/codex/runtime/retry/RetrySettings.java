package io.quarkiverse.codex.runtime.retry;

import java.time.Duration;

import io.quarkiverse.codex.CodexConfigurationException;

/**
 * How often and when the turns of a client are tried again.
 *
 * @param maxRetries how often at most
 * @param delay how long to wait before the first retry
 * @param factor by how much the delay grows
 * @param jitter how much of the delay is left to chance, from 0 to 1
 * @param maxDelay the longest that the delay grows to
 * @param maxDuration how long after its begin a turn is still tried again; zero for no limit
 * @param unsafe whether turns are tried again that may have changed something
 */
public record RetrySettings(int maxRetries, Duration delay, double factor, double jitter, Duration maxDelay,
        Duration maxDuration, boolean unsafe) {

    /**
     * Refuses what cannot be.
     *
     * @param prefix what the names of the properties begin with
     * @return these settings
     * @throws CodexConfigurationException when a value cannot be
     */
    public RetrySettings checked(String prefix) {
        String retry = prefix + "retry.";
        require(maxRetries >= 0, retry + "max-retries", maxRetries, "choose 1 or more, or 0 for none");
        require(!delay.isNegative(), retry + "delay", delay, "choose a time");
        require(factor >= 1 && factor <= 1000, retry + "factor", factor, "choose a number between 1 and 1000");
        require(jitter >= 0 && jitter <= 1, retry + "jitter", jitter, "choose a number between 0 and 1");
        require(!maxDelay.isNegative(), retry + "max-delay", maxDelay, "choose a time");
        require(!maxDuration.isNegative(), retry + "max-duration", maxDuration, "choose a time, or 0 for no limit");
        return this;
    }

    private static void require(boolean condition, String property, Object value, String advice) {
        if (!condition) {
            throw new CodexConfigurationException(property + " is " + value + ": " + advice);
        }
    }

    /**
     * Returns how long to wait before a retry.
     *
     * @param retry which one, counted from 1
     * @param chance between 0 and 1
     */
    Duration delay(int retry, double chance) {
        double grown = Math.min(delay.toMillis() * Math.pow(factor, retry - 1), maxDelay.toMillis());
        return Duration.ofMillis(Math.round(grown * (1 + jitter * (2 * chance - 1))));
    }
}
