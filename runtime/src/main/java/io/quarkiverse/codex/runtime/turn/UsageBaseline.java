package io.quarkiverse.codex.runtime.turn;

import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TokenUsage;

/**
 * What a thread had used when a turn began. A transport that counts the thread's tokens only leaves the turn's to be told
 * from the difference.
 */
final class UsageBaseline {

    static final TokenUsage NO_TOKENS = new TokenUsage(0, 0, 0, 0, 0);
    /** Of a thread that has just been started. */
    static final UsageBaseline NOTHING = new UsageBaseline(NO_TOKENS);
    /** Of a thread whose earlier turns were not seen. */
    static final UsageBaseline UNKNOWN = new UsageBaseline(null);

    private final TokenUsage total;

    private UsageBaseline(TokenUsage total) {
        this.total = total;
    }

    /**
     * @param total what the thread has used until now, or {@code null} when that is not known
     */
    static UsageBaseline of(TokenUsage total) {
        return total == null ? UNKNOWN : new UsageBaseline(total);
    }

    /**
     * @param newTotal what the thread has used after the turn
     * @return what the turn used, or {@code null} when that cannot be known
     */
    TokenUsage turn(TokenUsage newTotal) {
        if (total == null || newTotal == null) {
            return null;
        }
        TokenUsage turn = new TokenUsage(newTotal.inputTokens() - total.inputTokens(),
                newTotal.cachedInputTokens() - total.cachedInputTokens(),
                newTotal.cacheWriteInputTokens() - total.cacheWriteInputTokens(),
                newTotal.outputTokens() - total.outputTokens(),
                newTotal.reasoningOutputTokens() - total.reasoningOutputTokens());
        // A total that shrank was counted anew: then nothing can be told from it.
        return turn.inputTokens() < 0 || turn.outputTokens() < 0 ? null : turn;
    }

    static Usage usage(TokenUsage tokens) {
        return tokens == null ? Usage.UNKNOWN
                : Usage.of(tokens.inputTokens(), tokens.cachedInputTokens(), tokens.cacheWriteInputTokens(),
                        tokens.outputTokens(), tokens.reasoningOutputTokens());
    }
}
