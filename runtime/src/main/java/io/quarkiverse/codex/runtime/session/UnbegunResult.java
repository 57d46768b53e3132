package io.quarkiverse.codex.runtime.session;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.codex.CodexStructuredOutputException;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.ThreadItem;

/**
 * What came of a turn that was interrupted while it waited for its session.
 */
record UnbegunResult() implements TurnResult {

    @Override
    public String threadId() {
        return "";
    }

    @Override
    public TurnStatus status() {
        return TurnStatus.INTERRUPTED;
    }

    @Override
    public List<ThreadItem> items() {
        return List.of();
    }

    @Override
    public String finalResponse() {
        return "";
    }

    @Override
    public Usage usage() {
        return Usage.UNKNOWN;
    }

    @Override
    public Usage threadUsage() {
        return Usage.UNKNOWN;
    }

    @Override
    public Duration duration() {
        return Duration.ZERO;
    }

    @Override
    public List<TurnRetrying> retries() {
        return List.of();
    }

    @Override
    public <T> T as(Class<T> type) {
        throw new CodexStructuredOutputException("There is no answer: the turn was interrupted while it waited for its session",
                finalResponse(), List.of(), this, null);
    }
}
