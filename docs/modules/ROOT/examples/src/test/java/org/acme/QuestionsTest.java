package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;

/** Rate limits. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class QuestionsTest {

    ScriptedModel model;

    @Inject
    Questions questions;

    /** One test, for the limit counts what came before. */
    @Test
    void saysWhoseLimitIsReached() {
        model.when("How?").fail(429);
        model.when("Why?").reply("Because.");

        assertThat(questions.answer("How?").await().indefinitely())
                .isEqualTo("The model has no time for us: ask again later.");
        List<String> answers = Multi.createFrom().range(0, 3)
                .onItem().transformToUniAndConcatenate(i -> questions.answer("Why?"))
                .collect().asList().await().indefinitely();
        assertThat(answers).contains("Because.").last().isEqualTo("Too many questions: ask again in a minute.");
    }
}
