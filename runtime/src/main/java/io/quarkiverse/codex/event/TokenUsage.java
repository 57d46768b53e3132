package io.quarkiverse.codex.event;

/**
 * Tokens as codex counts them. A count that codex did not send, as older versions do, is zero.
 *
 * @param inputTokens tokens of the input, the cached ones included
 * @param cachedInputTokens those of the input that the model had in its cache
 * @param cacheWriteInputTokens those of the input that the model wrote to its cache
 * @param outputTokens tokens of the output, the reasoning included
 * @param reasoningOutputTokens those of the output that were reasoning
 */
public record TokenUsage(long inputTokens, long cachedInputTokens, long cacheWriteInputTokens, long outputTokens,
        long reasoningOutputTokens) {

    /**
     * Returns the tokens of input and output together.
     *
     * @return the sum of {@link #inputTokens()} and {@link #outputTokens()}
     */
    public long totalTokens() {
        return inputTokens + outputTokens;
    }

    /**
     * Adds two counts.
     *
     * @param other what to add
     * @return the sum, never {@code null}
     */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(inputTokens + other.inputTokens, cachedInputTokens + other.cachedInputTokens,
                cacheWriteInputTokens + other.cacheWriteInputTokens, outputTokens + other.outputTokens,
                reasoningOutputTokens + other.reasoningOutputTokens);
    }
}
