package io.quarkiverse.codex.runtime.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.ThreadItem;

/**
 * What came of a turn on a thread that stands in for another.
 */
record ContinuedResult(TurnResult result, String from) implements TurnResult {

    @Override
    public Optional<String> continuedFrom() {
        return Optional.of(from);
    }

    @Override
    public String threadId() {
        return result.threadId();
    }

    @Override
    public TurnStatus status() {
        return result.status();
    }

    @Override
    public List<ThreadItem> items() {
        return result.items();
    }

    @Override
    public String finalResponse() {
        return result.finalResponse();
    }

    @Override
    public List<TurnRetrying> retries() {
        return result.retries();
    }

    @Override
    public Usage usage() {
        return result.usage();
    }

    @Override
    public Usage threadUsage() {
        return result.threadUsage();
    }

    @Override
    public Duration duration() {
        return result.duration();
    }

    @Override
    public <T> T as(Class<T> type) {
        return result.as(type);
    }
}
