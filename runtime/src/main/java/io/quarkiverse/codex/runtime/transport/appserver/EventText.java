package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.event.DiffUpdated;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ItemUpdated;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.DynamicToolCall;
import io.quarkiverse.codex.item.ExitedReviewMode;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.FunctionCallOutput;
import io.quarkiverse.codex.item.ImageGeneration;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.item.Plan;
import io.quarkiverse.codex.item.Reasoning;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.UnknownItem;
import io.quarkiverse.codex.item.UserMessage;

/**
 * How much text an event holds. Only what can be long is counted: outputs, answers, results and whatever is not known.
 */
final class EventText {

    private EventText() {
    }

    /**
     * Returns the number of characters.
     */
    static long length(TurnEvent event) {
        if (event instanceof ItemCompleted completed) {
            return length(completed.item());
        } else if (event instanceof ItemStarted started) {
            return length(started.item());
        } else if (event instanceof ItemUpdated updated) {
            return length(updated.item());
        } else if (event instanceof DiffUpdated updated) {
            return length(updated.diff());
        }
        return event instanceof UnknownEvent unknown ? length(unknown.raw()) : 0;
    }

    private static long length(ThreadItem item) {
        long inItsOwnWords = item.extra().values().stream().mapToLong(EventText::length).sum();
        if (item instanceof CommandExecution command) {
            return inItsOwnWords + length(command.command()) + length(command.aggregatedOutput());
        } else if (item instanceof FileChange change) {
            return inItsOwnWords + change.changes().stream().mapToLong(file -> length(file.diff())).sum();
        } else if (item instanceof Plan plan) {
            return inItsOwnWords + length(plan.text());
        } else if (item instanceof ExitedReviewMode review) {
            return inItsOwnWords + length(review.review());
        } else if (item instanceof AgentMessage message) {
            return inItsOwnWords + length(message.text());
        } else if (item instanceof Reasoning reasoning) {
            return inItsOwnWords + length(reasoning.text());
        } else if (item instanceof ImageGeneration image) {
            return inItsOwnWords + length(image.result());
        } else if (item instanceof UserMessage message) {
            return inItsOwnWords + length(message.content());
        } else if (item instanceof FunctionCallOutput output) {
            return inItsOwnWords + length(output.output());
        } else if (item instanceof DynamicToolCall call) {
            return inItsOwnWords + length(call.arguments()) + length(call.contentItems());
        } else if (item instanceof McpToolCall call) {
            return inItsOwnWords + length(call.arguments()) + (call.result() == null ? 0
                    : length(call.result().content())
                            + length(call.result().structuredContent()));
        }
        return inItsOwnWords + (item instanceof UnknownItem unknown ? length(unknown.raw()) : 0);
    }

    private static long length(String text) {
        return text == null ? 0 : text.length();
    }

    private static long length(List<JsonNode> trees) {
        return trees == null ? 0 : trees.stream().mapToLong(EventText::length).sum();
    }

    private static long length(JsonNode tree) {
        if (tree == null) {
            return 0;
        }
        if (tree.isTextual()) {
            return tree.textValue().length();
        }
        long length = 0;
        for (JsonNode part : tree) {
            length += length(part);
        }
        return length;
    }
}
