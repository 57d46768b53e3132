package io.quarkiverse.codex.review;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ErrorItem;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.Reasoning;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.TodoList;
import io.quarkiverse.codex.item.UserMessage;

/**
 * Prints a turn for a person at a terminal.
 */
class TurnPrinter {

    private static final int OUTPUT_LINES = 6;

    private final PrintStream out;
    private final long begin = System.nanoTime();

    TurnPrinter(PrintStream out) {
        this.out = out;
    }

    void begin(Path directory, String prompt) {
        out.printf("Working in %s%n> %s%n%n", directory, prompt);
    }

    void print(TurnEvent event) {
        if (event instanceof ThreadStarted started) {
            out.printf("thread %s%n", started.threadId());
        } else if (event instanceof ItemStarted started && started.item() instanceof CommandExecution command) {
            out.printf("%n$ %s%n", command.command());
        } else if (event instanceof ItemCompleted completed) {
            print(completed.item());
        } else if (event instanceof StreamError error) {
            out.printf("! %s%n", error.message());
        } else if (event instanceof TurnCompleted completed) {
            end(completed.usage());
        }
    }

    private void print(ThreadItem item) {
        if (item instanceof Reasoning reasoning) {
            out.printf("%n~ %s%n", reasoning.text());
        } else if (item instanceof CommandExecution command) {
            print(command);
        } else if (item instanceof FileChange change) {
            change.changes().forEach(file -> out.printf("%n+ %s %s (%s)%n", lower(file.kind()), file.path(),
                    lower(change.status())));
        } else if (item instanceof TodoList list) {
            list.items().forEach(todo -> out.printf("  [%s] %s%n", todo.completed() ? "x" : " ", todo.text()));
        } else if (item instanceof ErrorItem error) {
            out.printf("! %s%n", error.message());
        } else if (item instanceof AgentMessage message) {
            out.printf("%n%s%n", message.text());
        } else if (!(item instanceof UserMessage)) {
            out.printf("  (%s)%n", item.type());
        }
    }

    private void print(CommandExecution command) {
        List<String> lines = command.aggregatedOutput().stripTrailing().lines().toList();
        if (lines.size() > OUTPUT_LINES) {
            out.printf("  … %d lines before these%n", lines.size() - OUTPUT_LINES);
        }
        lines.stream().skip(Math.max(0, lines.size() - OUTPUT_LINES)).forEach(line -> out.printf("  %s%n", line));
        out.printf("  %s, exit code %s%n", lower(command.status()), command.exitCode());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase().replace('_', ' ');
    }

    private void end(TokenUsage usage) {
        Duration duration = Duration.ofNanos(System.nanoTime() - begin);
        String tokens = usage == null ? "tokens not known"
                : usage.inputTokens() + " tokens in (" + usage.cachedInputTokens() + " cached), " + usage.outputTokens()
                        + " out (" + usage.reasoningOutputTokens() + " reasoning)";
        out.printf("%n%s, %.1f s%n", tokens, duration.toMillis() / 1000.0);
    }

    void fail(Exception failure) {
        out.printf("%nThe turn did not end well: %s%n", failure.getMessage());
    }
}
