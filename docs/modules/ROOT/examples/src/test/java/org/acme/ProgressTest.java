package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** Streaming progress. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class ProgressTest {

    ScriptedModel model;

    @Inject
    Progress progress;

    @Test
    void followsTheTurn() {
        model.when("work").shell("echo one").then(Step.message("Done so far.").streamed());

        List<String> lines = progress.follow("work").collect().asList().await().indefinitely();

        assertThat(lines.get(0)).startsWith("$ ").contains("echo one");
        assertThat(String.join("", lines)).contains("Done so far.");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("done");
    }
}
