package org.acme.guide;

import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnResult;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;

/** Guards of one's own, and those of methods. */
@ApplicationScoped
public class Guards {

    @Inject
    CodexClient codex;

    // tag::guard[]
    @Produces
    @Identifier("patient")
    @ApplicationScoped
    Guard patient() {
        return Guard.create().withDescription("codex").withTimeout().duration(5, ChronoUnit.MINUTES).done().build();
    }
    // end::guard[]

    // tag::method[]
    @Retry(maxRetries = 2, retryOn = CodexTurnFailedException.class)
    @Fallback(fallbackMethod = "withTheSmallModel")
    public Uni<TurnResult> review(String commit) {
        return codex.startThread().run("Review " + commit);
    }
    // end::method[]

    Uni<TurnResult> withTheSmallModel(String commit) {
        ThreadOptions small = ThreadOptions.builder().reasoningEffort("low").build();
        return codex.startThread(small).run("Review " + commit);
    }
}
