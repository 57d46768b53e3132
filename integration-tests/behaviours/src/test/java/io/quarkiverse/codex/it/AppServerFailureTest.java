package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnErrorKind;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.Prompt;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** The app-server says what kind of failure it was. */
@Tag("app-server")
class AppServerFailureTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @ParameterizedTest
    @CsvSource({ "400,OTHER,", "401,HTTP_CONNECTION_FAILED,401", "429,RESPONSE_TOO_MANY_FAILED_ATTEMPTS,429",
            "500,INTERNAL_SERVER_ERROR,",
            "503,HTTP_CONNECTION_FAILED,503" })
    void statusOfTheModelTellsTheKind(int status, TurnErrorKind kind, Integer told) {
        codex.model().when("go").fail(status);

        Turns.Failed failed = failureOf(codex.client().startThread().runStreamed("go"));

        assertThat(failed.failure()).isInstanceOfSatisfying(CodexTurnFailedException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.httpStatus()).isEqualTo(told == null ? OptionalInt.empty() : OptionalInt.of(told));
        });
        assertThat(failed.events().get(failed.events().size() - 1)).isInstanceOf(TurnFailed.class);
    }

    @Test
    void threadThatIsTooLongForTheModelSaysSo() {
        codex.model().when("go").fail("context_length_exceeded", "Too long");

        assertThat(failureOf(codex.client().startThread().run("go"))).isInstanceOfSatisfying(CodexTurnFailedException.class,
                failure -> assertThat(failure.kind()).isEqualTo(TurnErrorKind.CONTEXT_WINDOW_EXCEEDED));
    }

    @Test
    void messageThatIsTooLongFailsItsTurnOrRequestAloneAndTheProcessLivesOn() {
        Gate gate = new Gate();
        codex.model().when("write").reply("x".repeat(200_000));
        codex.model().when("wait").hold(gate).reply("Waited.");
        codex.model().when("next").reply("Here.");
        CodexClient client = codex.named("reviewer", "app-server.max-message-size", "128K");
        AssertSubscriber<TurnEvent> other = subscribe(client.startThread().runStreamed("wait"), Long.MAX_VALUE);
        gate.awaitReached(1, Turns.PATIENCE);
        List<ProcessHandle> process = Processes.appServers(codex.home());
        CodexThread thread = client.startThread();

        assertThat(failureOf(thread.run("write"))).isInstanceOf(CodexProtocolException.class)
                .hasMessageContaining("quarkus.codex.\"reviewer\".app-server.max-message-size");
        assertThat(failureOf(client.rpc().request("thread/read", Map.of("threadId", thread.id().orElseThrow(), "includeTurns",
                true)))).isInstanceOf(CodexProtocolException.class).hasMessageContaining("an answer of 2");

        assertThat(resultOf(thread.run("next")).finalResponse()).isEqualTo("Here.");
        gate.open();
        other.awaitCompletion(Turns.PATIENCE);
        assertThat(Processes.appServers(codex.home())).isEqualTo(process).hasSize(1);
    }

    @Test
    void errorThatIsTriedAgainSaysSoAndTheTurnCompletes() {
        codex.model().when(Prompt.exactly("go")).drop().once();
        codex.model().when("go").reply("Done.");

        List<TurnEvent> events = eventsOf(codex.client("config.\"model_providers.scripted.stream_max_retries\"", "2")
                .startThread().runStreamed("go"));

        assertThat(Turns.eventsOf(events, StreamError.class)).isNotEmpty()
                .allSatisfy(error -> assertThat(error.willRetry()).isTrue());
        assertThat(events.get(events.size() - 1)).isInstanceOf(TurnCompleted.class);
    }
}
