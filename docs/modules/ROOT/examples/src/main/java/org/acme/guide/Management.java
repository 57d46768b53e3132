package org.acme.guide;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.ReviewTarget;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.management.ThreadInfo;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** What only the app-server has. */
@ApplicationScoped
public class Management {

    @Inject
    CodexClient codex;

    // tag::review[]
    Uni<String> review(CodexThread thread) {
        return thread.review(ReviewTarget.baseBranch("main")).map(TurnResult::finalResponse);
    }

    Uni<CodexThread> tryAnotherWay(String threadId) {
        return codex.forkThread(threadId); // <1>
    }

    Multi<ThreadInfo> all() {
        return codex.threads().list();
    }

    Uni<JsonNode> anythingElse() {
        return codex.rpc().request("config/read", Map.of("includeLayers", true)); // <2>
    }
    // end::review[]
}
