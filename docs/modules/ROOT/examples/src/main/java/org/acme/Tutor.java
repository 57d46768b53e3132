package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.TurnResult;
import io.smallrye.mutiny.Uni;

/** Resuming tomorrow. */
// tag::class[]
@ApplicationScoped
public class Tutor {

    public record Lesson(String threadId, String answer) { // <1>
    }

    @Inject
    CodexClient codex;

    public Uni<Lesson> begin(String question) {
        return codex.startThread().run(question).map(Tutor::lesson);
    }

    public Uni<Lesson> goOn(String threadId, String question) {
        return codex.resumeThread(threadId).run(question).map(Tutor::lesson)
                .onFailure(CodexThreadNotFoundException.class).recoverWithUni(() -> begin(question)); // <2>
    }

    private static Lesson lesson(TurnResult result) {
        return new Lesson(result.threadId(), result.finalResponse());
    }
}
// end::class[]
