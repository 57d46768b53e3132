package io.quarkiverse.codex.devui;

import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolArg;

/**
 * What the application under the Dev UI offers to codex.
 */
public class Tickets {

    @CodexTool(name = "find_ticket", description = "Finds a ticket by its number", readOnly = true)
    String find(@ToolArg(description = "The number of the ticket") int number) {
        if (number < 0) {
            throw new IllegalArgumentException("negative");
        }
        return "Ticket " + number + ": the printer is on fire";
    }

    @CodexHook
    void before(BeforeTurn turn) {
        // Only to be seen.
    }

    @CodexHook
    void completed(TurnCompleted event) {
        // Only to be seen.
    }
}
