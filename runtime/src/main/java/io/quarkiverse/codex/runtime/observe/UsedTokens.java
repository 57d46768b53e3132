package io.quarkiverse.codex.runtime.observe;

import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;

/**
 * The tokens of a turn, as far as codex has told of them: a turn that comes to no good end has used some, too. Told of events
 * one after the other, and asked by any thread.
 */
final class UsedTokens {

    private volatile TokenUsage used;

    void note(TurnEvent event) {
        if (event instanceof TokenUsageUpdated updated && updated.lastUsage() != null) {
            TokenUsage before = used;
            used = before == null ? updated.lastUsage() : before.plus(updated.lastUsage());
        } else if (event instanceof TurnCompleted completed && completed.usage() != null) {
            // That is all of it, where codex has told on the way or not.
            used = completed.usage();
        }
    }

    /**
     * Returns the tokens, or {@link Usage#UNKNOWN} where codex has not told of any.
     */
    Usage soFar() {
        TokenUsage known = used;
        return known == null ? Usage.UNKNOWN
                : Usage.of(known.inputTokens(), known.cachedInputTokens(), known.cacheWriteInputTokens(),
                        known.outputTokens(), known.reasoningOutputTokens());
    }
}
