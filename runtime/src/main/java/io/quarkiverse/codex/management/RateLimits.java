package io.quarkiverse.codex.management;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How much of what a ChatGPT account may use is used.
 *
 * @param planType the account's plan, or {@code null}
 * @param primary the limit of the shorter time, or {@code null}
 * @param secondary the limit of the longer time, or {@code null}
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record RateLimits(String planType, Window primary, Window secondary, JsonNode raw) {

    /**
     * A limit for a stretch of time.
     *
     * @param usedPercent how much of it is used
     * @param duration how long the stretch is, or {@code null}
     * @param resetsAt when the next one begins, or {@code null}
     * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
     */
    public record Window(int usedPercent, Duration duration, Instant resetsAt, JsonNode raw) {
    }
}
