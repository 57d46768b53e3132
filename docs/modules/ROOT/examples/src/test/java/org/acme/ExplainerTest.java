// tag::file[]
package org.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** The first question. */
@QuarkusTest
@WithScriptedModel
class ExplainerTest {

    ScriptedModel model;

    @Inject
    Explainer explainer;

    @Test
    void explains() {
        model.when("What is this project for?").shell("ls").reply("It explains projects."); // <1>

        assertEquals("It explains projects.", explainer.explain(Path.of(".")));
        assertTrue(model.requests().get(1).toolOutputs().get(0).text().contains("pom.xml")); // <2>
    }
}
// end::file[]
