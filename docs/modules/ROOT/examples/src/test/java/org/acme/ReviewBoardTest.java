package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** Several agents working on one review. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class ReviewBoardTest {

    ScriptedModel model;

    @Inject
    ReviewBoard board;

    @Test
    void mergesWhatItsMembersSay() {
        model.when(Prompt.containing("for performance").withInstructionsContaining("what is slow")).reply("It is slow.");
        model.when(Prompt.containing("for readability").withInstructionsContaining("hard to understand")).reply("It is dark.");
        model.when(Prompt.containing("for security").withInstructionsContaining("vulnerabilities")).reply("It is open.");
        model.when(Prompt.containing("performance: It is slow.\n\nreadability: It is dark.\n\nsecurity: It is open."))
                .reply("Close it first.");

        assertThat(board.review(Path.of(".")).await().indefinitely()).isEqualTo("Close it first.");
    }
}
