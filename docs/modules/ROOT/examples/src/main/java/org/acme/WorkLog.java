package org.acme;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.Reasoning;
import io.quarkiverse.codex.item.ThreadItem;

/** Looking at every item. */
// tag::class[]
@ApplicationScoped
public class WorkLog {

    @Inject
    CodexClient codex;

    public List<String> work(String task) {
        TurnResult result = codex.startThread().runAndAwait(task);
        return result.items().stream().map(WorkLog::describe).toList();
    }

    private static String describe(ThreadItem item) {
        if (item instanceof Reasoning reasoning) {
            return "thought: " + reasoning.text();
        }
        if (item instanceof CommandExecution command) {
            return "ran: " + command.command() + ", exit code " + command.exitCode();
        }
        if (item instanceof FileChange change) {
            return "changed: " + change.changes().size() + " files";
        }
        if (item instanceof AgentMessage message) {
            return "said: " + message.text();
        }
        return item.type(); // <1>
    }
}
// end::class[]
