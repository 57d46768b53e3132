package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** Structured output into records. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class ReviewerTest {

    ScriptedModel model;

    @Inject
    Reviewer reviewer;

    private static final String FINDING = """
            {"file": "A.java", "line": 3, "severity": "HIGH", "problem": "It never ends.", "remedy": null}""";

    @Test
    void findsTheWorst() {
        model.when("What is the worst mistake here?").reply(FINDING);

        assertThat(reviewer.worst().await().indefinitely())
                .isEqualTo(new Finding("A.java", 3, Finding.Severity.HIGH, "It never ends.", Optional.empty()));
        assertThat(model.requests()).allSatisfy(request -> assertThat(request.schema()).isPresent());
    }

    @Test
    void findsAll() {
        model.when("Review the last commit.").reply("{\"value\": [" + FINDING + ", " + FINDING + "]}");

        assertThat(reviewer.all().await().indefinitely()).hasSize(2);
    }
}
