package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.endlessCommand;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.Step;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class CancellationTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final String lifetime = Processes.newLifetime();
    private final String childLifetime = Processes.newLifetime();

    @Test
    void cancelledAtOnceATurnLeavesNothing() {
        codex.model().when("go").stall();
        codex.model().when("next").reply("Here.");
        CodexThread thread = codex.client().startThread();

        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("go"), Long.MAX_VALUE);
        turn.cancel();

        Processes.awaitNone(codex.workspace().toString());
        assertThat(resultOf(thread.run("next")).finalResponse()).isEqualTo("Here.");
        turn.assertNotTerminated();
    }

    @Test
    void cancelledWhileTheModelThinksATurnLeavesNothing() {
        codex.model().when("go").then(Step.partialMessage("Wait")).stall();
        codex.model().when("next").reply("Here.");
        CodexThread thread = codex.client().startThread();
        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("go"), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);

        turn.cancel();

        Processes.awaitNone(codex.workspace().toString());
        assertThat(resultOf(thread.run("next")).finalResponse()).isEqualTo("Here.");
        turn.assertNotTerminated();
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void commandsAndTheirChildrenAreGoneWithTheirTurn(SandboxMode mode) {
        codex.model().when("go").then(Step.shell("bash -c 'sleep " + childLifetime + " & wait' & sleep " + lifetime,
                Duration.ofMinutes(10)));
        AssertSubscriber<TurnEvent> turn = subscribe(codex.client().startThread().runStreamed("go",
                TurnOptions.builder().sandboxMode(mode).build()), Long.MAX_VALUE);
        Processes.awaitSome("sleep " + childLifetime);

        turn.cancel();

        Processes.awaitNone(lifetime);
        Processes.awaitNone(childLifetime);
        Processes.awaitNone(codex.workspace().toString());
    }

    @Test
    void detachedProcessIsGoneWithItsTurn() {
        codex.model().when("go")
                .then(Step.shell("setsid nohup sleep " + childLifetime + " > /dev/null 2>&1 & sleep " + lifetime,
                        Duration.ofMinutes(10)));
        AssertSubscriber<TurnEvent> turn = subscribe(codex.client().startThread().runStreamed("go",
                TurnOptions.builder().sandboxMode(SandboxMode.DANGER_FULL_ACCESS).build()), Long.MAX_VALUE);
        Processes.awaitSome(childLifetime);

        turn.cancel();

        Processes.awaitNone(childLifetime);
        Processes.awaitNone(lifetime);
    }

    @Test
    void commandLeftInTheBackgroundIsGoneAtTheEndOfTheTurn() {
        codex.model().when("go").then(Step.shell("sleep " + lifetime, Duration.ofMillis(250))).reply("It runs.");

        TurnResult result = resultOf(codex.client().startThread().run("go"));

        assertThat(result.finalResponse()).isEqualTo("It runs.");
        assertThat(codex.model().requests().get(1).toolOutputs()).singleElement()
                .satisfies(output -> assertThat(output.text()).contains("running"));
        Processes.awaitNone(lifetime);
    }

    @Test
    void nextTurnOfTheThreadWaitsForTheCancelledOne() {
        codex.model().when("go").then(endlessCommand(lifetime));
        codex.model().when("next").reply("Here.");
        CodexThread thread = codex.client().startThread();
        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("go"), Long.MAX_VALUE);
        Processes.awaitSome(lifetime);

        turn.cancel();
        TurnResult next = resultOf(thread.run("next"));

        assertThat(next.finalResponse()).isEqualTo("Here.");
        assertThat(thread.id()).contains(next.threadId());
        assertThat(Processes.mentioning(lifetime)).isEmpty();
    }

    @Test
    void cancelledAfterSomeEventsAStreamTellsNoMore() {
        codex.model().when("go").shell("echo one").shell("echo two").reply("Done.");

        TurnEvent first = codex.client().startThread().runStreamed("go").select().first().toUni().await()
                .atMost(Turns.PATIENCE);

        assertThat(first.type()).isEqualTo("thread.started");
        Processes.awaitNone(codex.workspace().toString());
    }

    @Test
    void cancelledResultEndsItsTurn() {
        codex.model().when("go").then(endlessCommand(lifetime));
        UniAssertSubscriber<TurnResult> result = codex.client().startThread().run("go").subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        Processes.awaitSome(lifetime);

        result.cancel();

        Processes.awaitNone(lifetime);
        Processes.awaitNone(codex.workspace().toString());
    }

    @Test
    void finishedTurnLeavesNothing() {
        codex.model().when("go").shell("echo one").reply("Done.");

        resultOf(codex.client().startThread().run("go"));

        assertThat(Processes.mentioning(codex.workspace().toString())).isEmpty();
    }
}
