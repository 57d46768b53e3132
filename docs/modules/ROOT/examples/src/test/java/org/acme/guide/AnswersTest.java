package org.acme.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** What the page on structured output says. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class AnswersTest {

    private static final String FINDING = """
            {"file": "A.java", "line": 3, "severity": "HIGH", "problem": "It never ends.", "remedy": null}""";

    ScriptedModel model;

    @Inject
    CodexClient codex;

    @Inject
    Answers answers;

    @Test
    void asksAgain() {
        model.when("What is wrong?").reply("It never ends.");
        model.when(Prompt.containing("Your answer does not fit")).reply(FINDING);

        assertThat(answers.askedAgain(codex.startThread(), "What is wrong?").await().indefinitely().line()).isEqualTo(3);
    }

    @Test
    void goesOnWithTheText() {
        model.when("What is wrong?").reply("I cannot tell.");

        assertThat(answers.findingOrText("What is wrong?").await().indefinitely()).isEqualTo("I cannot tell.");
    }

    @Test
    void takesSchemas() throws JsonProcessingException {
        model.when(Prompt.containing("How many?").withSchema()).reply("{\"number\": 7}");
        ObjectNode schema = (ObjectNode) new ObjectMapper().readTree("""
                {"type": "object", "properties": {"number": {"type": "integer"}}, "required": ["number"],
                 "additionalProperties": false}""");

        assertThat(answers.bySchema("How many?", schema).await().indefinitely().path("number").asInt()).isEqualTo(7);
    }

    @Test
    void watchesTheTurn() {
        model.when("What is wrong?").reply(FINDING);
        List<TurnEvent> events = new CopyOnWriteArrayList<>();

        assertThat(answers.watched(codex.startThread(), "What is wrong?", events::add).await().indefinitely().line())
                .isEqualTo(3);
        assertThat(events).isNotEmpty();
    }
}
