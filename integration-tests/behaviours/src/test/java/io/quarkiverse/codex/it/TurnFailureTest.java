package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.items;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.testing.Failure;
import io.quarkiverse.codex.testing.ModelRequest;
import io.quarkiverse.codex.testing.Prompt;

class TurnFailureTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @ParameterizedTest
    @ValueSource(ints = { 400, 429, 500 })
    void errorOfTheModelFailsTheTurn(int status) {
        codex.model().when("go").fail(status);
        CodexThread thread = codex.client().startThread();

        Turns.Failed failed = failureOf(thread.runStreamed("go"));

        assertFailedWithItsLastEvent(thread, failed);
        assertThat(codex.model().requests()).hasSize(1);
    }

    @Test
    void failureInTheStreamFailsTheTurnWithItsWords() {
        codex.model().when("go").fail("rate_limit_exceeded", "Enough for today");
        CodexThread thread = codex.client().startThread();

        Turns.Failed failed = failureOf(thread.runStreamed("go"));

        assertFailedWithItsLastEvent(thread, failed);
        assertThat(failed.failure()).hasMessageContaining("Enough for today");
    }

    @Test
    void whatHappenedBeforeTheFailureIsDelivered() {
        codex.model().when("go").reply("Let me see.").shell("echo seen").fail("rate_limit_exceeded", "Enough for today");

        List<TurnEvent> events = failureOf(codex.client().startThread().runStreamed("go")).events();

        assertThat(items(events, AgentMessage.class)).hasSize(1);
        assertThat(items(events, CommandExecution.class)).hasSize(1);
    }

    @Test
    void resultFailsLikeTheStream() {
        codex.model().when("go").fail("rate_limit_exceeded", "Enough for today");
        CodexThread thread = codex.client().startThread();

        assertThat(failureOf(thread.run("go"))).isInstanceOf(CodexTurnFailedException.class)
                .hasMessageContaining("Enough for today");
        assertThatThrownBy(() -> thread.runAndAwait("go")).isInstanceOf(CodexTurnFailedException.class);
    }

    @Test
    void threadGoesOnAfterAFailedTurn() {
        codex.model().when("fail").fail(500);
        codex.model().when("go on").reply("Gladly.");
        CodexThread thread = codex.client().startThread();

        Throwable failure = failureOf(thread.run("fail"));

        assertThat(resultOf(thread.run("go on")).threadId())
                .isEqualTo(((CodexTurnFailedException) failure).threadId().orElseThrow());
    }

    @Test
    void lostConnectionIsAnErrorAndNotTheEnd() {
        codex.model().when("go").shell("echo once").reply("Done.");
        codex.model().when(Prompt.exactly("go").afterToolOutputs(1)).drop().once();

        List<TurnEvent> events = Turns.eventsOf(
                codex.client("config.\"model_providers.scripted.stream_max_retries\"", "2").startThread().runStreamed("go"));

        assertThat(events).filteredOn(StreamError.class::isInstance).singleElement()
                .satisfies(error -> assertThat(((StreamError) error).message()).contains("Reconnecting"));
        assertThat(events).noneMatch(TurnFailed.class::isInstance);
        assertThat(items(events, CommandExecution.class)).hasSize(1);
        assertThat(items(events, AgentMessage.class)).singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("Done."));
    }

    @Test
    void connectionThatIsNeverRestoredFailsTheTurn() {
        codex.model().when("go").drop();

        Turns.Failed failed = failureOf(
                codex.client("config.\"model_providers.scripted.stream_max_retries\"", "1").startThread().runStreamed("go"));

        assertThat(failed.events()).filteredOn(StreamError.class::isInstance).isNotEmpty();
        assertThat(failed.failure()).isInstanceOf(CodexTurnFailedException.class);
        assertThat(codex.model().requests()).hasSize(2);
    }

    @Test
    void retriedTurnRunsAgainOnTheSameThread() {
        codex.model().when("go").fail(503).times(2);
        codex.model().when("go").reply("Third time lucky.");
        CodexThread thread = codex.client().startThread();

        TurnResult result = resultOf(
                thread.run("go").onFailure(CodexTurnFailedException.class).retry().atMost(2));

        assertThat(result.finalResponse()).isEqualTo("Third time lucky.");
        assertThat(codex.model().requests()).extracting(ModelRequest::threadId).containsOnly(thread.id());
    }

    @Test
    void streamCanGoOnAfterItsFailure() {
        codex.model().when("fail").fail(500);
        codex.model().when("go on").reply("Gladly.");
        CodexThread thread = codex.client().startThread();

        List<TurnEvent> events = Turns.eventsOf(thread.runStreamed("fail").onFailure(CodexTurnFailedException.class)
                .recoverWithMulti(() -> thread.runStreamed("go on")));

        assertThat(events).filteredOn(TurnFailed.class::isInstance).hasSize(1);
        assertThat(events.get(events.size() - 1)).isInstanceOf(TurnCompleted.class);
    }

    @Test
    void failureNeverTellsTheKey() {
        String key = codex.model().environment().values().iterator().next();
        codex.model().when("go").then(Failure.httpError(401, "The key " + key + " will not do"));

        Throwable failure = failureOf(codex.client().startThread().run("go"));

        assertThat(failure).isInstanceOfSatisfying(CodexTurnFailedException.class, failed -> {
            assertThat(failed.getMessage()).contains("will not do").doesNotContain(key);
            assertThat(failed.error().message()).contains("will not do").doesNotContain(key);
        });
    }

    private static void assertFailedWithItsLastEvent(CodexThread thread, Turns.Failed failed) {
        assertThat(failed.events().get(failed.events().size() - 1)).isInstanceOfSatisfying(TurnFailed.class,
                event -> assertThat(failed.failure()).isInstanceOfSatisfying(CodexTurnFailedException.class, failure -> {
                    assertThat(event.error().message()).isNotBlank();
                    assertThat(failure.error()).isEqualTo(event.error());
                    assertThat(failure).hasMessageContaining(event.error().message());
                    assertThat(failure.threadId()).isEqualTo(thread.id());
                }));
        assertThat(failed.events()).filteredOn(TurnFailed.class::isInstance).hasSize(1);
    }
}
