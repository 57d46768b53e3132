package io.quarkiverse.codex;

import java.util.Objects;

/**
 * Tokens of a turn or a thread, or the honest statement that they are not known.
 * <p>
 * All counts of {@link #UNKNOWN} are zero, so that they can be added up safely; whoever bills or limits by tokens asks
 * {@link #isKnown()} first.
 */
public final class Usage {

    /** What nobody counted. */
    public static final Usage UNKNOWN = new Usage(false, 0, 0, 0, 0, 0);

    /** Nothing used. */
    public static final Usage ZERO = new Usage(true, 0, 0, 0, 0, 0);

    private final boolean known;
    private final long inputTokens;
    private final long cachedInputTokens;
    private final long cacheWriteInputTokens;
    private final long outputTokens;
    private final long reasoningOutputTokens;

    private Usage(boolean known, long inputTokens, long cachedInputTokens, long cacheWriteInputTokens, long outputTokens,
            long reasoningOutputTokens) {
        this.known = known;
        this.inputTokens = inputTokens;
        this.cachedInputTokens = cachedInputTokens;
        this.cacheWriteInputTokens = cacheWriteInputTokens;
        this.outputTokens = outputTokens;
        this.reasoningOutputTokens = reasoningOutputTokens;
    }

    /**
     * Creates a known usage; the parameters are the properties of the same name.
     */
    public static Usage of(long inputTokens, long cachedInputTokens, long cacheWriteInputTokens, long outputTokens,
            long reasoningOutputTokens) {
        return new Usage(true, inputTokens, cachedInputTokens, cacheWriteInputTokens, outputTokens, reasoningOutputTokens);
    }

    /**
     * Returns whether anybody counted.
     *
     * @return {@code false} when all counts are zero for want of knowledge
     */
    public boolean isKnown() {
        return known;
    }

    /**
     * Returns the tokens of the input, the cached ones included.
     */
    public long inputTokens() {
        return inputTokens;
    }

    /**
     * Returns those tokens of the input that the model had in its cache.
     */
    public long cachedInputTokens() {
        return cachedInputTokens;
    }

    /**
     * Returns those tokens of the input that the model wrote to its cache; zero with a codex that does not tell.
     */
    public long cacheWriteInputTokens() {
        return cacheWriteInputTokens;
    }

    /**
     * Returns the tokens of the output, the reasoning included.
     */
    public long outputTokens() {
        return outputTokens;
    }

    /**
     * Returns those tokens of the output that were reasoning.
     */
    public long reasoningOutputTokens() {
        return reasoningOutputTokens;
    }

    /**
     * Returns the tokens of input and output together.
     */
    public long totalTokens() {
        return inputTokens + outputTokens;
    }

    /**
     * Adds two usages.
     *
     * @param other what to add
     * @return the sum, {@link #UNKNOWN} when either is not known
     */
    public Usage plus(Usage other) {
        if (!known || !other.known) {
            return UNKNOWN;
        }
        return of(inputTokens + other.inputTokens, cachedInputTokens + other.cachedInputTokens,
                cacheWriteInputTokens + other.cacheWriteInputTokens, outputTokens + other.outputTokens,
                reasoningOutputTokens + other.reasoningOutputTokens);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Usage other && known == other.known && inputTokens == other.inputTokens
                && cachedInputTokens == other.cachedInputTokens && cacheWriteInputTokens == other.cacheWriteInputTokens
                && outputTokens == other.outputTokens && reasoningOutputTokens == other.reasoningOutputTokens;
    }

    @Override
    public int hashCode() {
        return Objects.hash(known, inputTokens, cachedInputTokens, cacheWriteInputTokens, outputTokens,
                reasoningOutputTokens);
    }

    @Override
    public String toString() {
        return known
                ? "Usage[inputTokens=" + inputTokens + ", cachedInputTokens=" + cachedInputTokens + ", cacheWriteInputTokens="
                        + cacheWriteInputTokens + ", outputTokens=" + outputTokens + ", reasoningOutputTokens="
                        + reasoningOutputTokens + "]"
                : "Usage[unknown]";
    }
}
