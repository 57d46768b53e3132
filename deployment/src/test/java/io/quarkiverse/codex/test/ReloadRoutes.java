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

    static final String ENDS = "codex.test.ends-of-turns";

    @Inject
    CodexClient codex;

    /** What outlives the application, for the test to see. */
    private static void ended(String how) {
        System.getProperties().merge(ENDS, how, (before, next) -> before + " " + next);
    }

    void routes(@Observes Router router) {
        router.get("/begin").handler(request -> {
            codex.startThread().run("think").subscribe().with(result -> ended("completed"),
                    failure -> ended(failure.getClass().getSimpleName()));
            request.end("begun");
        });
        router.get("/hello").handler(request -> codex.startThread().run("hello").subscribe()
                .with(result -> request.end("before: " + result.finalResponse()), request::fail));
    }
}
