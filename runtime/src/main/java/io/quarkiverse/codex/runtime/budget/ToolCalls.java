package io.quarkiverse.codex.runtime.budget;

import java.util.HashSet;
import java.util.Set;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.item.CollabToolCall;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.DynamicToolCall;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.ImageGeneration;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.WebSearch;

/**
 * Counts how often the agent acts. codex does not tell of the begin of everything.
 */
final class ToolCalls {

    private final Set<String> begun = new HashSet<>();

    /**
     * Returns whether an event tells of a call that was not counted yet.
     */
    boolean isNew(TurnEvent event) {
        if (event instanceof TurnRetrying) {
            // The next attempt may use the same ids.
            begun.clear();
            return false;
        }
        if (event instanceof ItemStarted started) {
            return isCall(started.item()) && begun.add(started.item().id());
        }
        return event instanceof ItemCompleted completed && isCall(completed.item()) && !begun.remove(completed.item().id());
    }

    private static boolean isCall(ThreadItem item) {
        return item instanceof CommandExecution || item instanceof FileChange || item instanceof McpToolCall
                || item instanceof DynamicToolCall || item instanceof CollabToolCall || item instanceof WebSearch
                || item instanceof ImageGeneration;
    }
}
