package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.runtime.protocol.RoutedEvent;

/**
 * What codex has told of the tokens of threads. When a turn is steered, for one, it says once more what the last answer of the
 * model took, which has been counted: the thread's total is as it was then.
 */
final class ToldUsage {

    /** Of a forgotten one at most one answer is counted twice. */
    private static final int MOST_THREADS = 1_000;

    private final Map<String, TokenUsage> totals = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenUsage> eldest) {
            return size() > MOST_THREADS;
        }
    };

    /**
     * Returns the event, without the tokens of the last answer where these have been told before.
     */
    synchronized RoutedEvent fresh(RoutedEvent routed) {
        if (routed.threadId() == null || !(routed.event() instanceof TokenUsageUpdated updated)
                || updated.threadUsage() == null) {
            return routed;
        }
        boolean isRepeated = updated.threadUsage().equals(totals.put(routed.threadId(), updated.threadUsage()));
        return !isRepeated ? routed
                : new RoutedEvent(routed.threadId(), routed.turnId(), routed.rootTurnId(), new TokenUsageUpdated(null,
                        updated.threadUsage(), updated.modelContextWindow(), updated.extra()));
    }
}
