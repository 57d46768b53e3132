package io.quarkiverse.codex.runtime.guard;

import java.util.OptionalInt;

import io.quarkiverse.codex.CodexConfigurationException;

/**
 * How many turns of a client there may be.
 *
 * @param client the client's name
 * @param prefix what the names of its properties begin with
 * @param mostAtATime how many run at a time
 * @param mostQueued how many more wait
 */
public record TurnLimits(String client, String prefix, int mostAtATime, int mostQueued) {

    private static final String MAX_CONCURRENT = "bulkhead.max-concurrent";
    private static final String MAX_QUEUED = "bulkhead.max-queued";
    private static final int QUEUED_FOR_EACH = 10;

    /**
     * Makes the limits of what is configured.
     *
     * @param maxConcurrent how many turns run at a time; 0 for any number
     * @param maxQueued how many wait, or empty for ten times as many as run
     * @throws CodexConfigurationException when a number cannot be
     */
    public static TurnLimits of(String client, String prefix, int maxConcurrent, OptionalInt maxQueued) {
        int queued = maxQueued.orElse((int) Math.min(Integer.MAX_VALUE, (long) QUEUED_FOR_EACH * maxConcurrent));
        notNegative(prefix + MAX_CONCURRENT, maxConcurrent, "any number of turns at a time");
        notNegative(prefix + MAX_QUEUED, queued, "no queue");
        return new TurnLimits(client, prefix, maxConcurrent == 0 ? Integer.MAX_VALUE : maxConcurrent, queued);
    }

    private static void notNegative(String property, int value, String zero) {
        if (value < 0) {
            throw new CodexConfigurationException(property + " is " + value + ": choose 1 or more, or 0 for " + zero);
        }
    }

    /**
     * Says why a turn was refused, and what can be done.
     */
    String exceeded() {
        return "The " + client + " client has all the turns that it may have, " + mostAtATime + " running and " + mostQueued
                + " waiting, so this one was not started: try again later, or raise " + prefix + MAX_CONCURRENT + " or "
                + prefix + MAX_QUEUED;
    }
}
