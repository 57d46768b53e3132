package io.quarkiverse.codex.budget;

/**
 * What was used up.
 *
 * @param tokens tokens of input and output together
 * @param toolCalls how often the agent has acted
 * @param turns how many turns were begun
 * @param wallTimeMs how long they took together, in milliseconds
 */
public record Spending(long tokens, long toolCalls, long turns, long wallTimeMs) {

    /** Nothing. */
    public static final Spending NOTHING = new Spending(0, 0, 0, 0);

    /**
     * Adds to it.
     *
     * @param more what, which may be less than nothing for what is given back; never {@code null}
     * @return the sum, never {@code null}
     */
    public Spending plus(Spending more) {
        return new Spending(tokens + more.tokens, toolCalls + more.toolCalls, turns + more.turns,
                wallTimeMs + more.wallTimeMs);
    }
}
