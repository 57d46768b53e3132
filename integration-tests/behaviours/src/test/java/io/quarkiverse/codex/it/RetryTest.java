package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.retry.RetryDecision;
import io.quarkiverse.codex.testing.Failure;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.ModelRequest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Which turns are tried again, and what a real codex makes of it. */
class RetryTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private CodexClient client(String... properties) {
        String[] all = Arrays.copyOf(properties, properties.length + 4);
        System.arraycopy(new String[] { "retry.max-retries", "2", "retry.delay", "10MS" }, 0, all, properties.length, 4);
        return codex.client(all);
    }

    private static long times(ModelRequest request, String input) {
        return StreamSupport.stream(request.json().path("input").spliterator(), false)
                .filter(item -> "user".equals(item.path("role").asText()))
                .filter(item -> input.equals(item.path("content").path(0).path("text").asText())).count();
    }

    private ModelRequest lastRequest() {
        List<ModelRequest> requests = codex.model().requests();
        return requests.get(requests.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 429, 500, 503 })
    void theTurnIsTriedAgainAfterAnErrorThatPasses(int status) {
        codex.model().when("go").fail(status).times(2);
        codex.model().when("go").reply("Third time lucky.");
        CodexThread thread = client().startThread();

        TurnResult result = resultOf(thread.run("go"));

        assertThat(result.finalResponse()).isEqualTo("Third time lucky.");
        assertThat(result.attempts()).isEqualTo(3);
        assertThat(result.usage().isKnown()).isTrue();
        assertThat(codex.model().requests()).hasSize(3).extracting(ModelRequest::threadId).containsOnly(thread.id());
    }

    @Test
    void aStreamThatBreaksOffIsTriedAgainAndTellsTheAttemptsApart() {
        codex.model().when("go").reply("Half").drop().once();
        codex.model().when("go").reply("Whole.");

        List<TurnEvent> events = Turns.eventsOf(client().startThread().runStreamed("go"));

        assertThat(events).filteredOn(event -> event instanceof TurnStarted || event instanceof TurnRetrying
                || event instanceof TurnFailed || event instanceof TurnCompleted)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("TurnStarted", "TurnRetrying", "TurnStarted", "TurnCompleted");
    }

    @Test
    void anErrorThatDoesNotPassIsNotTriedAgain() {
        for (int status : List.of(400, 401, 404)) {
            String prompt = "fail with " + status;
            codex.model().when(prompt).fail(status);
            assertThat(failureOf(client().startThread().run(prompt))).isInstanceOf(CodexTurnFailedException.class);
            assertThat(codex.model().requestsFor(prompt)).hasSize(1);
        }
    }

    @Test
    void aTurnThatHasRunACommandIsNotTriedAgainUnlessItSaysSo() {
        codex.model().when("go").shell("echo once").fail(500).once();
        assertThat(failureOf(client().startThread().run("go"))).isInstanceOf(CodexTurnFailedException.class);

        codex.model().when("go unsafely").shell("echo twice").fail(500).once();
        codex.model().when("go unsafely").reply("Done.");
        TurnResult result = resultOf(client().startThread().run(TurnInput.of("go unsafely"),
                TurnOptions.builder().retryUnsafe(true).build()));
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(result.finalResponse()).isEqualTo("Done.");
        // The model is to know what it has done.
        assertThat(lastRequest().json().toString()).contains("echo twice");
    }

    @Test
    void aTurnThatHasChangedAFileIsNotTriedAgain() {
        codex.model().when("go").applyPatch("*** Begin Patch\n*** Add File: new.txt\n+new\n*** End Patch").fail(500).once();

        assertThat(failureOf(client("sandbox-mode", "workspace-write").startThread().run("go")))
                .isInstanceOf(CodexTurnFailedException.class);
        assertThat(codex.inside("workspace").resolve("new.txt")).exists();
    }

    @Test
    void theApplicationDecidesFirst() {
        codex.classifier(attempt -> attempt.failure().getMessage().contains("our proxy") ? RetryDecision.transientFailure()
                : RetryDecision.abstain());
        codex.model().when("go").then(Failure.httpError(403, "Refused by our proxy")).once();
        codex.model().when("go").reply("Let in.");

        assertThat(resultOf(client().startThread().run("go")).finalResponse()).isEqualTo("Let in.");
    }

    @Test
    void theDelayIsTheOneThatTheProviderAsksFor() {
        codex.model().when("go").fail("rate_limit_exceeded", "Rate limit reached. Please try again in 125ms.").once();
        codex.model().when("go").reply("Now.");

        TurnResult result = resultOf(client().startThread().run("go"));

        assertThat(result.retries()).singleElement()
                .satisfies(retry -> assertThat(retry.delay()).isEqualTo(Duration.ofMillis(126)));
    }

    @Test
    @Tag("app-server")
    void theModelSeesTheInputOnce() {
        codex.model().when("before").reply("Before.");
        codex.model().when("go").reply("Half").drop().once();
        codex.model().when("go").reply("Whole.");
        CodexThread thread = client().startThread();
        resultOf(thread.run("before"));

        resultOf(thread.run("go"));

        assertThat(times(lastRequest(), "go")).isEqualTo(1);
        assertThat(times(lastRequest(), "before")).isEqualTo(1);
        assertThat(lastRequest().json().toString()).contains("Before.").doesNotContain("Half");
    }

    @Test
    @Tag("app-server")
    void theModelSeesTheInputAgainOnAThreadThatIsNotKept() {
        codex.model().when("go").fail(500).once();
        codex.model().when("go").reply("Whole.");

        resultOf(client().startThread(ThreadOptions.builder().ephemeral(true).build()).run("go"));

        assertThat(times(lastRequest(), "go")).isEqualTo(2);
    }

    @Test
    @Tag("exec")
    void onExecTheModelSeesTheInputOfEachAttempt() {
        codex.model().when("go").fail(500).once();
        codex.model().when("go").reply("Whole.");

        resultOf(client().startThread().run("go"));

        assertThat(times(lastRequest(), "go")).isEqualTo(2);
    }

    @Test
    void theTimeLimitHoldsForAllAttemptsTogether() {
        codex.model().when("go").fail(500).once();
        codex.model().when("go").then(Failure.stall());

        Throwable failure = failureOf(client("timeouts.turn", "4S").startThread().run("go"));

        assertThat(failure).isInstanceOf(CodexTimeoutException.class).hasMessageContaining("PT4S");
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Kills the process by a signal")
    void aTurnWhoseProcessDiesIsTriedAgainWhereCommandsCanChangeNothing() {
        Gate gate = new Gate();
        codex.model().when("go").hold(gate).reply("Never heard.").once();
        codex.model().when("go").reply("Here again.");
        CodexThread thread = client().startThread();
        AssertSubscriber<TurnEvent> events = Turns.subscribe(thread.runStreamed("go"), Long.MAX_VALUE);
        gate.awaitReached(Turns.PATIENCE);

        kill();

        events.awaitCompletion(Turns.PATIENCE);
        assertThat(Turns.eventsOf(events.getItems(), TurnRetrying.class)).hasSize(1);
        assertThat(codex.model().requestsFor("go")).hasSize(2).extracting(ModelRequest::threadId).containsOnly(thread.id());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Kills the process by a signal")
    void aTurnWhoseProcessDiesIsNotTriedAgainWhereNobodyKnowsWhatItHasDone() {
        Gate gate = new Gate();
        codex.model().when("go").hold(gate).reply("Never heard.");
        AssertSubscriber<TurnEvent> events = Turns.subscribe(
                client("sandbox-mode", "workspace-write").startThread().runStreamed("go"), Long.MAX_VALUE);
        gate.awaitReached(Turns.PATIENCE);

        kill();

        events.awaitFailure(Turns.PATIENCE).assertFailedWith(CodexException.class);
        assertThat(codex.model().requestsFor("go")).hasSize(1);
    }

    private void kill() {
        String home = "CODEX_HOME=" + codex.home();
        ProcessHandle.allProcesses().filter(process -> Processes.environment(process).contains(home)
                && Processes.arguments(process).stream().anyMatch(List.of("exec", "app-server")::contains))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
