package io.quarkiverse.codex.test;

import java.lang.ref.WeakReference;

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
    static final String LOADER = "codex.test.loader-";

    @Inject
    CodexClient codex;

    /** Notes by which class loader the application was loaded, where the test finds it. */
    private static void begun() {
        System.getProperties().put(LOADER + System.nanoTime(), new WeakReference<>(ReloadRoutes.class.getClassLoader()));
    }

    /** What outlives the application, for the test to see. */
    private static void ended(String how) {
        System.getProperties().merge(ENDS, how, (before, next) -> before + " " + next);
    }

    void routes(@Observes Router router) {
        begun();
        router.get("/begin").handler(request -> {
            codex.startThread().run("think").subscribe().with(result -> ended("completed"),
                    failure -> ended(failure.getClass().getSimpleName()));
            request.end("begun");
        });
        router.get("/hello").handler(request -> codex.startThread().run("hello").subscribe()
                .with(result -> request.end("before: " + result.finalResponse()), request::fail));
    }
}
