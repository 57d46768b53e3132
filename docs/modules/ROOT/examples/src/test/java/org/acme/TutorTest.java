package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** Resuming tomorrow. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class TutorTest {

    ScriptedModel model;

    @Inject
    Tutor tutor;

    @Test
    void goesOn() {
        model.when("What is a monad?").reply("Think of a box.");
        model.when("And a functor?").reply("The box without the lid.");

        Tutor.Lesson first = tutor.begin("What is a monad?").await().indefinitely();
        Tutor.Lesson second = tutor.goOn(first.threadId(), "And a functor?").await().indefinitely();

        assertThat(second).isEqualTo(new Tutor.Lesson(first.threadId(), "The box without the lid."));
        assertThat(model.requestsFor("And a functor?").get(0).json().toString()).contains("Think of a box.");
    }

    @Test
    void beginsAnewWhereTheThreadIsGone() {
        model.when("And a functor?").reply("A functor is a monad's friend.");

        Tutor.Lesson lesson = tutor.goOn("01890000-0000-7000-8000-000000000000", "And a functor?").await().indefinitely();

        assertThat(lesson.threadId()).isNotEqualTo("01890000-0000-7000-8000-000000000000");
    }
}
