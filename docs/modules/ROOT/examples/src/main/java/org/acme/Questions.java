package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnErrorKind;
import io.smallrye.mutiny.Uni;

/** Rate limits. */
// tag::class[]
@ApplicationScoped
public class Questions {

    @Inject
    @CodexClientName("batch")
    CodexClient codex;

    public Uni<String> answer(String question) {
        return codex.startThread().run(question).map(TurnResult::finalResponse)
                .onFailure(CodexOverloadedException.class).recoverWithItem("Too many questions: ask again in a minute.") // <1>
                .onFailure(Questions::isLimitOfProvider).recoverWithItem("The model has no time for us: ask again later."); // <2>
    }

    private static boolean isLimitOfProvider(Throwable failure) {
        return failure instanceof CodexTurnFailedException failed
                && (failed.kind() == TurnErrorKind.USAGE_LIMIT_EXCEEDED || failed.httpStatus().orElse(0) == 429);
    }
}
// end::class[]
