package org.acme;

import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnOptions;

/** A conversation over several turns. */
// tag::class[]
@ApplicationScoped
public class Refactoring {

    @Inject
    CodexClient codex;

    public String refactor(Path project) {
        CodexThread thread = codex.startThread(ThreadOptions.builder().workingDirectory(project).build());

        String plan = thread.runAndAwait("Make a plan: how would you split the class Orders?").finalResponse();
        if (plan.contains("cannot be split")) {
            return plan;
        }
        TurnOptions mayWrite = TurnOptions.builder().sandboxMode(SandboxMode.WORKSPACE_WRITE).build(); // <1>
        thread.runAndAwait("Do as you have planned.", mayWrite);

        return thread.runAndAwait("Sum up what you have changed.").finalResponse();
    }
}
// end::class[]
