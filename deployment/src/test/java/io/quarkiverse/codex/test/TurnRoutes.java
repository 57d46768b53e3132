package io.quarkiverse.codex.test;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.vertx.ext.web.Router;

/**
 * The application that {@link DevModeTest} changes while it runs.
 */
@ApplicationScoped
public class TurnRoutes {

    @Inject
    CodexClient codex;

    void routes(@Observes Router router) {
        router.get("/turn").handler(request -> codex.startThread().run(request.request().getParam("prompt")).subscribe()
                .with(result -> request.end("before: " + result.finalResponse()), request::fail));
    }
}
