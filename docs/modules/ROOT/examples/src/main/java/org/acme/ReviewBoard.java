package org.acme;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnResult;
import io.smallrye.mutiny.Uni;

/** Several agents working on one review. */
// tag::class[]
@ApplicationScoped
public class ReviewBoard {

    private static final Map<String, String> MEMBERS = Map.of(
            "security", "You look for vulnerabilities and for nothing else.",
            "performance", "You look for what is slow and for nothing else.",
            "readability", "You look for what is hard to understand and for nothing else.");

    @Inject
    CodexClient codex;

    public Uni<String> review(Path project) {
        List<Uni<String>> opinions = MEMBERS.keySet().stream().sorted()
                .map(subject -> opinion(project, subject)).toList();
        return Uni.join().all(opinions).andFailFast() // <1>
                .chain(all -> codex.startThread()
                        .run("Merge these reviews, the worst problem first:\n\n" + String.join("\n\n", all)))
                .map(TurnResult::finalResponse);
    }

    private Uni<String> opinion(Path project, String subject) {
        ThreadOptions options = ThreadOptions.builder()
                .workingDirectory(project)
                .developerInstructions(MEMBERS.get(subject)) // <2>
                .build();
        return codex.startThread(options).run("Review the last commit for " + subject + ".")
                .map(result -> subject + ": " + result.finalResponse());
    }
}
// end::class[]
