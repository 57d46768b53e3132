package org.acme;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.smallrye.mutiny.Uni;

/** Structured output into records. */
// tag::class[]
@ApplicationScoped
public class Reviewer {

    @Inject
    CodexClient codex;

    public Uni<Finding> worst() {
        return codex.startThread().run("What is the worst mistake here?", Finding.class);
    }

    public Uni<List<Finding>> all() {
        return codex.startThread().run("Review the last commit.", Finding[].class).map(List::of); // <1>
    }
}
// end::class[]
