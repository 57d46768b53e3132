package io.quarkiverse.codex.runtime.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.runtime.schema.OutputSchemas;

/**
 * Folds the events of a turn into its result as they pass. The events of a turn come one after the other, so this needs no
 * lock of its own.
 */
final class TurnRecord {

    private final long begin = System.nanoTime();
    private final boolean keepItems;
    private final List<ThreadItem> items = new ArrayList<>();
    private final List<TurnRetrying> retries = new ArrayList<>();
    private String threadId;
    private String finalResponse = "";
    private TurnCompleted completed;

    /**
     * @param keepItems whether anybody will ask for the result; a stream that is only looked at keeps nothing
     */
    TurnRecord(String threadId, boolean keepItems) {
        this.threadId = threadId;
        this.keepItems = keepItems;
    }

    void add(TurnEvent event) {
        if (event instanceof ItemCompleted item) {
            // What the user said is no part of what came of it.
            if (keepItems && !(item.item() instanceof UserMessage)) {
                items.add(item.item());
                if (item.item() instanceof AgentMessage message) {
                    finalResponse = message.text();
                }
            }
        } else if (event instanceof TurnRetrying retry) {
            retries.add(retry);
            items.clear();
            finalResponse = "";
        } else if (event instanceof ThreadStarted started) {
            threadId = started.threadId();
        } else if (event instanceof TurnCompleted end) {
            completed = end;
        }
    }

    TurnResultImpl result(OutputSchemas schemas, Optional<JsonNode> handWrittenSchema) {
        Duration duration = Duration.ofNanos(System.nanoTime() - begin);
        TurnStatus status = completed == null ? TurnStatus.UNKNOWN : completed.status();
        Usage usage = completed == null ? Usage.UNKNOWN : UsageBaseline.usage(completed.usage());
        Usage threadUsage = completed == null ? Usage.UNKNOWN : UsageBaseline.usage(completed.threadUsage());
        return new TurnResultImpl(threadId == null ? "" : threadId, status, items, finalResponse, usage, threadUsage,
                duration, retries, schemas, handWrittenSchema);
    }
}
