package io.quarkiverse.codex.devui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkiverse.codex.session.CodexSessions;
import io.vertx.ext.web.Router;

/**
 * A session of the application under the Dev UI.
 */
@ApplicationScoped
public class Conversations {

    @Inject
    CodexSessions sessions;

    void routes(@Observes Router router) {
        router.get("/session").handler(request -> sessions.thread("user-42").run("hello").subscribe()
                .with(result -> request.end(result.finalResponse()), request::fail));
    }
}
