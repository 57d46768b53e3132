package org.acme;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.CommandExecution;
import io.smallrye.mutiny.Multi;

/** Streaming progress. */
// tag::class[]
@ApplicationScoped
public class Progress {

    @Inject
    CodexClient codex;

    public Multi<String> follow(String task) {
        return codex.startThread().runStreamed(task) // <1>
                .map(Progress::line)
                .filter(Optional::isPresent).map(Optional::get);
    }

    private static Optional<String> line(TurnEvent event) {
        if (event instanceof ItemStarted started && started.item() instanceof CommandExecution command) {
            return Optional.of("$ " + command.command());
        }
        if (event instanceof AgentMessageDelta delta) { // <2>
            return Optional.of(delta.delta());
        }
        if (event instanceof StreamError error) { // <3>
            return Optional.of("! " + error.message());
        }
        if (event instanceof TurnCompleted) {
            return Optional.of("done");
        }
        return Optional.empty();
    }
}
// end::class[]
