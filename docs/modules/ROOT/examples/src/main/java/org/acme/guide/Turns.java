package org.acme.guide;

import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.acme.Finding;
import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.CommandExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Threads and turns. */
@ApplicationScoped
public class Turns {

    private static final Logger LOG = Logger.getLogger(Turns.class);

    @Inject
    CodexClient codex;

    void goesOn() {
        // tag::conversation[]
        CodexThread thread = codex.startThread();
        TurnResult first = thread.runAndAwait("Why does the build fail?");
        TurnResult second = thread.runAndAwait("Mend it."); // <1>
        CodexThread tomorrow = codex.resumeThread(second.threadId()); // <2>
        // end::conversation[]
        LOG.debugf("%s %s", first.finalResponse(), tomorrow.id());
    }

    void readme() {
        // tag::readme[]
        CodexThread thread = codex.startThread();

        TurnResult result = thread.runAndAwait("Why does the build fail?"); // blocking
        Uni<TurnResult> later = thread.run("And how would you mend it?"); // reactive, the same conversation
        Multi<TurnEvent> events = thread.runStreamed("Mend it."); // what happens, as it happens
        Uni<Finding> finding = thread.run("Sum it up.", Finding.class); // structured output into a record
        // end::readme[]
        LOG.debugf("%s %s %s %s", result, later, events, finding);
    }

    void streams(CodexThread thread) {
        // tag::stream[]
        thread.runStreamed("Mend it.").subscribe().with(event -> {
            if (event instanceof ItemCompleted completed && completed.item() instanceof CommandExecution command) {
                LOG.infof("%s ended with %d", command.command(), command.exitCode());
            }
        });
        // end::stream[]
    }

    void interrupts(CodexThread thread) {
        // tag::handle[]
        TurnInput input = TurnInput.text("What is wrong in this picture?").image(Path.of("screenshot.png"));
        CodexTurn turn = thread.start(input).await().indefinitely();
        turn.events().subscribe().with(event -> LOG.info(event.type()));
        turn.interrupt().await().indefinitely();
        // end::handle[]
    }

    // tag::steer[]
    Multi<TurnEvent> steered(CodexTurn turn) {
        return turn.events().onItem().call(event -> event instanceof ItemCompleted completed
                && completed.item() instanceof CommandExecution
                        ? turn.steer(TurnInput.of("Look at the tests, too.")) // <1>
                        : Uni.createFrom().voidItem());
    }
    // end::steer[]
}
