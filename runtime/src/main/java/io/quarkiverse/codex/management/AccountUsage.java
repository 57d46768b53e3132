package io.quarkiverse.codex.management;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a ChatGPT account has used.
 *
 * @param lifetimeTokens the tokens since ever, or {@code null}
 * @param days the tokens of single days, unmodifiable; empty when codex did not say; never {@code null}
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record AccountUsage(Long lifetimeTokens, List<Day> days, JsonNode raw) {

    public AccountUsage {
        days = List.copyOf(days);
    }

    /**
     * What a day took.
     *
     * @param startDate the day as codex writes it, {@code 2026-01-31}; never {@code null}
     * @param tokens its tokens
     */
    public record Day(String startDate, long tokens) {
    }
}
