package org.acme.guide;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolArg;
import io.quarkiverse.codex.tool.ToolContext;

/** A tool. */
// tag::class[]
public class Tickets {

    @Inject
    TicketRepository tickets;

    @CodexTool(namespace = "tickets", description = "Closes a ticket. Use it only when the customer has agreed.")
    @Transactional
    String close(@ToolArg(description = "the ticket's number") long number, Optional<String> reason, ToolContext context) {
        tickets.close(number, reason.orElse("done"));
        return "Ticket " + number + " is closed";
    }
}
// end::class[]
