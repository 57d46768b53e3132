package org.acme.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.Script;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** What scripts can do. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class ScriptsTest {

    // tag::constant[]
    private static final Script LIST = Script.when("List the files.").shell("ls").reply("There are two.");
    // end::constant[]

    ScriptedModel model;

    @Inject
    CodexClient codex;

    @Test
    void playsSteps() {
        // tag::steps[]
        model.when(Prompt.containing("commit"))
                .reason("**Looking**") // <1>
                .shell("git log -1")
                .usage(1000, 50) // <2>
                .reply("It is fine.");
        // end::steps[]

        TurnResult result = codex.startThread().runAndAwait("Review the last commit.");

        assertThat(result.finalResponse()).isEqualTo("It is fine.");
        assertThat(result.usage().inputTokens()).isEqualTo(1010);
    }

    @Test
    void fails() {
        // tag::failures[]
        model.when("flaky").fail(503).times(2); // <1>
        model.when("flaky").reply("Third time lucky.");

        TurnResult result = codex.startThread().runAndAwait("flaky");

        assertThat(result.finalResponse()).isEqualTo("Third time lucky.");
        assertThat(result.attempts()).isEqualTo(3);
        assertThat(model.requestsFor("flaky")).hasSize(3); // <2>
        assertThat(model.unmatchedRequests()).isEmpty();
        // end::failures[]
    }

    @Test
    void holds() {
        // tag::gate[]
        Gate gate = new Gate();
        model.when("slow").hold(gate).reply("Done.");
        CodexTurn turn = codex.startThread().start("slow").await().indefinitely();
        turn.events().subscribe().with(event -> {
        });

        gate.awaitReached(Duration.ofSeconds(30)); // <1>
        turn.interrupt().await().indefinitely();

        assertThat(turn.result().await().indefinitely().status()).isEqualTo(TurnStatus.INTERRUPTED);
        // end::gate[]
        gate.open();
    }

    @Test
    void callsTools() {
        // tag::tool[]
        model.when("Close ticket 42.")
                .then(Step.toolCall("close", Map.of("number", 42)).in("tickets"))
                .reply("It is closed.");

        codex.startThread().runAndAwait("Close ticket 42.");

        assertThat(model.requests().get(1).toolOutputs()).hasSize(1)
                .allSatisfy(output -> assertThat(output.text()).contains("Ticket 42 is closed"));
        // end::tool[]
    }

    @Test
    void playsConstants() {
        model.play(LIST);

        assertThat(codex.startThread().runAndAwait("List the files.").finalResponse()).isEqualTo("There are two.");
    }
}
