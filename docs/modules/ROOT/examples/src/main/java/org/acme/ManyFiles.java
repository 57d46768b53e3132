package org.acme;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.ThreadOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Parallel analysis of many files. */
// tag::class[]
@ApplicationScoped
public class ManyFiles {

    public record Analysis(int rating, String reason) {
    }

    private static final Analysis NONE = new Analysis(0, "could not be analysed");

    @Inject
    CodexClient codex;

    public Uni<Map<Path, Analysis>> analyse(Path project, List<Path> files) {
        ThreadOptions options = ThreadOptions.builder().workingDirectory(project).ephemeral(true).build(); // <1>
        return Multi.createFrom().iterable(files)
                .onItem().transformToUni(file -> codex.startThread(options)
                        .run("Rate the file " + file + " from 1 to 10.", Analysis.class)
                        .onFailure(CodexException.class).recoverWithItem(NONE) // <2>
                        .map(analysis -> Map.entry(file, analysis)))
                .merge(4) // <3>
                .collect().asMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
// end::class[]
