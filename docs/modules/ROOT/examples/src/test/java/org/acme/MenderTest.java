package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** Tracking file changes. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class MenderTest {

    ScriptedModel model;

    @Inject
    Mender mender;

    private static final String PATCH = """
            *** Begin Patch
            *** Add File: notes/today.md
            +It works.
            *** End Patch
            """;

    @Test
    void tellsWhichFilesHaveChanged(@TempDir Path project) {
        model.when("Leave a note.").applyPatch(PATCH).reply("Done.");

        assertThat(mender.changedFiles(project, "Leave a note.")).containsExactly("ADD notes/today.md");
        assertThat(project.resolve("notes/today.md")).hasContent("It works.");
    }

    @Test
    void streamsTheDifference(@TempDir Path project) {
        model.when("Leave a note.").applyPatch(PATCH).reply("Done.");

        List<String> differences = mender.diff(project, "Leave a note.").collect().asList().await().indefinitely();

        assertThat(differences).last().asString().contains("+It works.");
    }
}
