package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkus.test.QuarkusUnitTest;

class NamedClientsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> {
        model.when(
                Prompt.exactly("hello").and("high", request -> request.json().at("/reasoning/effort").asText().equals("high")))
                .reply("from the one that thinks hard");
        model.when(Prompt.exactly("hello").and("low", request -> request.json().at("/reasoning/effort").asText().equals("low")))
                .reply("from the one that does not");
    }, "reviewer", "the quick.one")
            .overrideConfigKey("quarkus.codex.\"reviewer\".reasoning-effort", "high")
            .overrideConfigKey("quarkus.codex.\"the quick.one\".reasoning-effort", "low");

    @Inject
    @CodexClientName("reviewer")
    CodexClient reviewer;

    @Inject
    @CodexClientName("the quick.one")
    CodexClient quick;

    @Test
    void haveTheirOwnProperties() {
        assertThat(reviewer.name()).isEqualTo("reviewer");
        assertThat(quick.name()).isEqualTo("the quick.one");
        assertThat(reviewer.startThread().runAndAwait("hello").finalResponse()).isEqualTo("from the one that thinks hard");
        assertThat(quick.startThread().runAndAwait("hello").finalResponse()).isEqualTo("from the one that does not");
    }
}
