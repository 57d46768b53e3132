package io.quarkiverse.codex.testing;

import static io.quarkiverse.codex.testing.Failure.httpError;
import static io.quarkiverse.codex.testing.Step.message;
import static io.quarkiverse.codex.testing.Step.partialMessage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedFailureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScriptedModel model = new ScriptedModel();
    private final CodexExec codex = new CodexExec(model);

    @AfterEach
    void end() {
        model.close();
        codex.close();
    }

    @Test
    void failsWithAnHttpError() {
        model.when("go").fail(500);

        // What codex makes of a 500 is its own wording and changes with its version.
        assertThat(failureOf(codex.run("go"))).isNotEmpty();
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void failsWithABodyAndASuggestionWhenToRetry() {
        model.when("go").then(httpError(429, "slow down").retryAfter(Duration.ofSeconds(7)));

        assertThat(failureOf(codex.run("go"))).contains("429");
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void failsInTheMiddleOfTheResponse() {
        model.when("go").reply("Let me").fail("server_is_overloaded", "Too much to do");

        assertThat(failureOf(codex.run("go"))).isNotEmpty();
    }

    @Test
    void failsAfterAToolCall() {
        model.when("go").shell("echo ran").fail("rate_limit_exceeded", "Enough for today");

        CodexExec.Result result = codex.run("go");

        assertThat(failureOf(result)).contains("Enough for today");
        assertThat(result.items("command_execution")).hasSize(1);
    }

    @Test
    void dropsTheConnection() {
        model.when("go").then(partialMessage("I was about to")).drop();

        assertThat(failureOf(codex.run("go"))).contains("stream disconnected before completion");
    }

    @Test
    void failsTwiceThenSucceeds() {
        model.when("go").fail(503).times(2);
        model.when("go").reply("Third time lucky.");

        assertThat(failureOf(codex.run("go"))).contains("503");
        assertThat(failureOf(codex.run("go"))).contains("503");
        assertThat(codex.run("go").finalResponse()).isEqualTo("Third time lucky.");
    }

    @Test
    void goesOnWithTheScriptWhenCodexRetriesInTheMiddleOfATurn() {
        model.when("go").shell("echo once").reply("Done.");
        model.when(Prompt.exactly("go").afterToolOutputs(1)).drop().once();

        CodexExec.Result result = codex.run("go", "--config", "model_providers.scripted.stream_max_retries=2");

        assertThat(result.event("error").path("message").asText()).contains("Reconnecting");
        assertThat(result.finalResponse()).isEqualTo("Done.");
        assertThat(result.items("command_execution")).hasSize(1);
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void stallsUntilCodexIsKilled() throws Exception {
        model.when("go").then(partialMessage("Wait")).stall();

        Process process = codex.start("go");
        model.awaitStalled("go", PATIENCE);
        assertThat(process.isAlive()).isTrue();
        List<ProcessHandle> family = CodexExec.family(process);
        family.forEach(ProcessHandle::destroyForcibly);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(codex.result(process).events()).noneMatch(event -> event.path("type").asText().equals("turn.completed"));
    }

    @Test
    void holdsUntilTheGateOpens() throws Exception {
        Gate gate = new Gate();
        model.when("go").hold(gate).then(message("Open."));

        Process process = codex.start("go");
        gate.awaitReached(PATIENCE);
        assertThat(process.isAlive()).isTrue();
        gate.open();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(codex.result(process).finalResponse()).isEqualTo("Open.");
    }

    @Test
    void resetEndsAStall() throws Exception {
        model.when("go").stall();

        Process process = codex.start("go");
        model.awaitStalled("go", PATIENCE);
        model.reset();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(failureOf(codex.result(process))).contains("stream disconnected before completion");
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void explainsAPromptWithoutAScript() {
        model.when("known").reply("Hi!");

        CodexExec.Result result = codex.run("unknown");

        assertThat(failureOf(result)).contains("No script for the prompt").contains("unknown").contains("when")
                .contains("known");
        assertThat(model.unmatchedRequests()).singleElement()
                .satisfies(request -> assertThat(request.prompt().strip()).isEqualTo("unknown"));
    }

    private static String failureOf(CodexExec.Result result) {
        assertThat(result.exitCode()).isEqualTo(1);
        return result.event("turn.failed").path("error").path("message").asText();
    }
}
