package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.items;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.CommandOutputDelta;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ReasoningDelta;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.Step;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

@Tag("app-server")
class AppServerStreamTest {

    private static final String TEXT = "Grüße aus der weiten 世界 to you.";

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void deltasComeBeforeTheirItemAndAddUpToIt() {
        codex.model().when("hello").then(Step.reasoning("Let me see.").streamed(), Step.message(TEXT).streamed());

        List<TurnEvent> events = eventsOf(codex.client().startThread().runStreamed("hello"));

        AgentMessage message = items(events, AgentMessage.class).get(0);
        assertThat(text(events)).isEqualTo(TEXT).isEqualTo(message.text());
        assertThat(Turns.eventsOf(events, AgentMessageDelta.class)).extracting(AgentMessageDelta::itemId)
                .containsOnly(message.id());
        assertThat(Turns.eventsOf(events, ReasoningDelta.class)).extracting(ReasoningDelta::delta)
                .satisfies(deltas -> assertThat(String.join("", deltas)).isEqualTo("Let me see."));
        assertThat(lastIndex(events, AgentMessageDelta.class)).isLessThan(lastIndex(events, ItemCompleted.class));
    }

    @Test
    void deltaArrivesWhileTheModelStillSpeaks() {
        codex.model().when("hello").then(Step.partialMessage("Wait")).stall();

        AssertSubscriber<TurnEvent> turn = subscribe(codex.client().startThread().runStreamed("hello"), Long.MAX_VALUE);

        await().atMost(Turns.PATIENCE).until(() -> text(turn.getItems()).equals("Wait"));
        turn.assertNotTerminated().cancel();
    }

    @Test
    void outputOfACommandArrivesBeforeItsEnd() {
        codex.model().when("go").then(Step.shell("while true; do sleep 0.1; echo more; done",
                Turns.PATIENCE.multipliedBy(10)));

        AssertSubscriber<TurnEvent> turn = subscribe(codex.client().startThread().runStreamed("go"), Long.MAX_VALUE);

        await().atMost(Turns.PATIENCE).until(() -> Turns.eventsOf(turn.getItems(), CommandOutputDelta.class).stream()
                .map(CommandOutputDelta::delta).collect(Collectors.joining()).contains("more"));
        turn.cancel();
    }

    @Test
    void steeringChangesWhatTheModelSees() {
        Gate gate = new Gate();
        codex.model().when("walk").hold(gate).shell("echo first").reply("Walked.");
        codex.model().when("stop").reply("Stopped.");
        CodexTurn turn = resultOf(codex.client().startThread().start(TurnInput.of("walk")));
        assertThat(failureOf(turn.steer(TurnInput.of("stop")))).isInstanceOf(IllegalStateException.class);
        AssertSubscriber<TurnEvent> events = subscribe(turn.events(), Long.MAX_VALUE);
        gate.awaitReached(Turns.PATIENCE);

        resultOf(turn.steer(TurnInput.of("stop")));
        gate.open();

        events.awaitCompletion(Turns.PATIENCE);
        assertThat(resultOf(turn.result()).finalResponse()).isEqualTo("Stopped.");
        assertThat(codex.model().requests()).extracting(request -> request.prompt().strip())
                .containsExactly("walk", "stop");
        assertThat(failureOf(turn.steer(TurnInput.of("stop")))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void interruptedTurnKeepsItsUsageAndItsThread() {
        codex.model().when("go").shell("true").usage(100, 20).stall();
        codex.model().when("next").reply("Here.").usage(7, 3);
        CodexThread thread = codex.client().startThread();
        CodexTurn turn = resultOf(thread.start(TurnInput.of("go")));
        AssertSubscriber<TurnEvent> events = subscribe(turn.events(), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);

        resultOf(turn.interrupt());

        assertThat(events.awaitCompletion(Turns.PATIENCE).getLastItem()).isInstanceOfSatisfying(TurnCompleted.class, end -> {
            assertThat(end.status()).isEqualTo(TurnStatus.INTERRUPTED);
            assertThat(end.usage().inputTokens()).isEqualTo(100);
        });
        TurnResult next = resultOf(thread.run("next"));
        assertThat(next.usage().inputTokens()).isEqualTo(7);
        assertThat(next.threadUsage().inputTokens()).isEqualTo(107);
    }

    @Test
    void threadCanBeUsedWhenItsLastEventArrives() {
        codex.model().when(Prompt.any()).reply("Done.");
        CodexThread thread = codex.client().startThread();

        TurnResult second = thread.runStreamed("one").filter(TurnCompleted.class::isInstance)
                .onItem().transformToUniAndConcatenate(end -> thread.run("two")).collect().last().await()
                .atMost(Turns.PATIENCE);

        assertThat(second.threadUsage().inputTokens()).isEqualTo(20);
    }

    @Test
    void subscriberThatDoesNotReadHoldsUpNobodyAndMissesNoText() {
        String words = IntStream.range(0, 2000).mapToObj(word -> "word" + word).collect(Collectors.joining(" "));
        codex.model().when("slow").then(Step.message(words).streamed());
        codex.model().when("fast").then(Step.message(words).streamed());
        CodexClient client = codex.client("app-server.max-waiting-events", "50");
        AssertSubscriber<TurnEvent> slow = subscribe(client.startThread().runStreamed("slow"), 0);

        List<AssertSubscriber<TurnEvent>> fast = new ArrayList<>();
        for (int turn = 0; turn < 20; turn++) {
            fast.add(subscribe(client.startThread().runStreamed("fast"), Long.MAX_VALUE));
        }

        fast.forEach(turn -> assertThat(text(turn.awaitCompletion(Turns.PATIENCE).getItems())).isEqualTo(words));
        codex.model().awaitRequest("slow", Turns.PATIENCE);
        slow.assertHasNotReceivedAnyItem().request(Long.MAX_VALUE);
        assertThat(text(slow.awaitCompletion(Turns.PATIENCE).getItems())).isEqualTo(words);
    }

    @Test
    void subscriberThatIsTooSlowLosesItsTurn() {
        codex.model().when("much").shell("echo one").shell("echo two").shell("echo three").stall();
        codex.model().when("next").reply("Here.");
        CodexThread thread = codex.client("app-server.max-waiting-events", "10").startThread();
        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("much"), 0);

        turn.awaitFailure(Turns.PATIENCE).assertHasNotReceivedAnyItem();

        assertThat(turn.getFailure()).isInstanceOf(CodexOverloadedException.class)
                .hasMessageContaining("app-server.max-waiting-events");
        assertThat(resultOf(thread.id().isPresent() ? thread.run("next") : codex.client().startThread().run("next"))
                .finalResponse()).isEqualTo("Here.");
    }

    @Test
    void textThatIsTooLongForItsSubscriberEndsTheTurn() {
        codex.model().when("much").then(Step.partialMessage("x".repeat(2000)), Step.partialMessage("y".repeat(2000))).stall();

        AssertSubscriber<TurnEvent> turn = subscribe(codex.client("app-server.max-waiting-text", "3000").startThread()
                .runStreamed("much"), 0);

        assertThat(turn.awaitFailure(Turns.PATIENCE).getFailure()).isInstanceOf(CodexOverloadedException.class)
                .hasMessageContaining("max-waiting-text");
    }

    private static String text(List<TurnEvent> events) {
        return Turns.eventsOf(List.copyOf(events), AgentMessageDelta.class).stream().map(AgentMessageDelta::delta)
                .collect(Collectors.joining());
    }

    private static int lastIndex(List<TurnEvent> events, Class<? extends TurnEvent> type) {
        return IntStream.range(0, events.size()).filter(index -> type.isInstance(events.get(index))).max().orElseThrow();
    }
}
