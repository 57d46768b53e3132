package io.quarkiverse.codex.test;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.vertx.ext.web.Router;

/**
 * The application that {@link LiveReloadTest} changes again and again.
 */
@ApplicationScoped
public class ReloadRoutes {

    @Inject
    CodexClient codex;

    void routes(@Observes Router router) {
        router.get("/begin").handler(request -> {
            codex.startThread().run("think").subscribe().with(result -> {
            }, failure -> {
                // The reload ends it.
            });
            request.end("begun");
        });
        router.get("/hello").handler(request -> codex.startThread().run("hello").subscribe()
                .with(result -> request.end("before: " + result.finalResponse()), request::fail));
    }
}
