package org.acme;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.event.CommandOutputDelta;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.CommandExecution;
import io.smallrye.mutiny.Uni;

/** Watching commands. */
// tag::class[]
@ApplicationScoped
public class CommandWatch {

    private static final Logger LOG = Logger.getLogger(CommandWatch.class);

    @Inject
    CodexClient codex;

    public Uni<List<CommandExecution>> failedCommands(String task) {
        List<CommandExecution> failed = new CopyOnWriteArrayList<>();
        return codex.startThread().runStreamed(task)
                .onItem().invoke(event -> watch(event, failed))
                .onItem().ignoreAsUni()
                .replaceWith(failed);
    }

    private void watch(TurnEvent event, List<CommandExecution> failed) {
        if (event instanceof ItemStarted started && started.item() instanceof CommandExecution command) {
            LOG.infof("$ %s", command.command());
        } else if (event instanceof CommandOutputDelta output) { // <1>
            LOG.debug(output.delta());
        } else if (event instanceof ItemCompleted completed && completed.item() instanceof CommandExecution command) {
            if (command.exitCode() == null || command.exitCode() != 0) { // <2>
                failed.add(command);
            }
        }
    }
}
// end::class[]
