package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** A conversation over several turns. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class RefactoringTest {

    ScriptedModel model;

    @Inject
    Refactoring refactoring;

    @Test
    void goesOnInTheSameThread(@TempDir Path project) {
        model.when("Make a plan: how would you split the class Orders?").reply("One class for each table.");
        model.when("Do as you have planned.").shell("touch Invoices.java").reply("Done.");
        model.when("Sum up what you have changed.").reply("There is a class Invoices now.");

        assertThat(refactoring.refactor(project)).isEqualTo("There is a class Invoices now.");
        assertThat(project.resolve("Invoices.java")).exists();
        assertThat(model.requests()).extracting(request -> request.threadId().orElseThrow()).containsOnly(
                model.requests().get(0).threadId().orElseThrow());
    }

    @Test
    void stopsWhereTheAnswerSaysSo(@TempDir Path project) {
        model.when("Make a plan: how would you split the class Orders?").reply("It cannot be split.");

        assertThat(refactoring.refactor(project)).isEqualTo("It cannot be split.");
    }
}
