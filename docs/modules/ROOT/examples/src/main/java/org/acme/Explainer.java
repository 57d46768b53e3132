// tag::file[]
package org.acme;

import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.ThreadOptions;

/** The first question. */
// tag::class[]
@ApplicationScoped
public class Explainer {

    @Inject
    CodexClient codex;

    public String explain(Path project) {
        CodexThread thread = codex.startThread(ThreadOptions.builder().workingDirectory(project).build());
        return thread.runAndAwait("What is this project for?").finalResponse();
    }
}
// end::class[]
// end::file[]
