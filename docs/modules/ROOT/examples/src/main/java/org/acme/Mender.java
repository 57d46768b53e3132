package org.acme;

import java.nio.file.Path;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.DiffUpdated;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.ItemStatus;
import io.smallrye.mutiny.Multi;

/** Tracking file changes. */
// tag::class[]
@ApplicationScoped
public class Mender {

    @Inject
    CodexClient codex;

    public List<String> changedFiles(Path project, String task) {
        TurnResult result = codex.startThread(mayWriteIn(project)).runAndAwait(task);
        return result.items().stream()
                .filter(item -> item instanceof FileChange change && change.status() == ItemStatus.COMPLETED)
                .flatMap(item -> ((FileChange) item).changes().stream())
                .map(change -> change.kind() + " " + project.relativize(project.resolve(change.path()))) // <1>
                .toList();
    }

    public Multi<String> diff(Path project, String task) {
        return codex.startThread(mayWriteIn(project)).runStreamed(task)
                .select().where(event -> event instanceof DiffUpdated)
                .map(event -> ((DiffUpdated) event).diff()); // <2>
    }

    private static ThreadOptions mayWriteIn(Path project) {
        return ThreadOptions.builder().workingDirectory(project).sandboxMode(SandboxMode.WORKSPACE_WRITE).build();
    }
}
// end::class[]
