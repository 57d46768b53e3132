package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.Prompt;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class StreamTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void nothingHappensBeforeTheSubscription() {
        codex.model().when("go").reply("Done.");
        CodexThread thread = codex.client().startThread();

        Multi<TurnEvent> events = thread.runStreamed("go");
        Uni<TurnResult> result = thread.run("go");

        assertThat(codex.home()).isEmptyDirectory();
        assertThat(thread.id()).isEmpty();
        assertThat(events).isNotNull();
        assertThat(result).isNotNull();
    }

    @Test
    void eachSubscriptionIsATurn() {
        codex.model().when("go").reply("Done.");
        CodexThread thread = codex.client().startThread();
        Multi<TurnEvent> events = thread.runStreamed("go");

        eventsOf(events);
        eventsOf(events);

        assertThat(codex.model().requests()).hasSize(2);
        assertThat(codex.model().requests().get(1).threadId()).isEqualTo(thread.id());
    }

    @Test
    void nothingIsEmittedBeyondTheDemand() {
        codex.model().when("go").shell("echo one").shell("echo two").reply("Done.");
        AssertSubscriber<TurnEvent> turn = subscribe(codex.client().startThread().runStreamed("go"), 0);

        // The last request of the turn: codex has long said more than was asked for.
        codex.model().awaitRequest(request -> request.toolOutputs().size() == 2, Turns.PATIENCE);
        turn.assertHasNotReceivedAnyItem();
        turn.request(1).awaitItems(1, Turns.PATIENCE);
        turn.request(2).awaitItems(3, Turns.PATIENCE);
        turn.assertNotTerminated();

        turn.request(Long.MAX_VALUE).awaitCompletion(Turns.PATIENCE);
        assertThat(turn.getLastItem()).isInstanceOf(TurnCompleted.class);
    }

    @Test
    void consumerMayBlock() {
        codex.model().when("outer").reply("Outer.");
        codex.model().when("inner").reply("Inner.");
        CodexClient client = codex.client();

        List<String> answers = client.startThread().runStreamed("outer").filter(TurnCompleted.class::isInstance)
                .map(end -> resultOf(client.startThread().run("inner")).finalResponse()).collect().asList().await()
                .atMost(Turns.PATIENCE);

        assertThat(answers).containsExactly("Inner.");
    }

    @Test
    void failingConsumerEndsItsTurn() {
        codex.model().when("go").stall();

        Throwable failure = failureOf(codex.client().startThread().runStreamed("go").invoke(event -> {
            throw new IllegalArgumentException("No more");
        })).failure();

        assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessage("No more");
        Processes.awaitNone(codex.workspace().toString());
    }

    @Test
    void threadsRunAtTheSameTime() {
        Gate gate = new Gate();
        codex.model().when(Prompt.any()).hold(gate).reply("Done.");
        CodexClient client = codex.client();
        AssertSubscriber<TurnEvent> one = subscribe(client.startThread().runStreamed("one"), Long.MAX_VALUE);
        AssertSubscriber<TurnEvent> two = subscribe(client.startThread().runStreamed("two"), Long.MAX_VALUE);

        gate.awaitReached(2, Turns.PATIENCE);
        gate.open();

        assertThat(Turns.essentials(one.awaitCompletion(Turns.PATIENCE).getItems())).hasSize(4);
        assertThat(Turns.essentials(two.awaitCompletion(Turns.PATIENCE).getItems())).hasSize(4);
    }

    @Test
    void threadRunsOneTurnAtATime() {
        Gate gate = new Gate();
        codex.model().when("one").hold(gate).reply("1");
        codex.model().when("two").reply("2");
        CodexClient client = codex.client();
        CodexThread thread = client.startThread();
        AssertSubscriber<TurnEvent> one = subscribe(thread.runStreamed("one"), Long.MAX_VALUE);
        gate.awaitReached(Turns.PATIENCE);
        await().atMost(Turns.PATIENCE).until(() -> thread.id().isPresent());

        CodexThread same = client.resumeThread(thread.id().orElseThrow());
        assertThat(failureOf(thread.run("two"))).isInstanceOf(IllegalStateException.class);
        assertThat(failureOf(same.run("two"))).isInstanceOf(IllegalStateException.class);
        assertThat(failureOf(thread.runStreamed("two")).failure()).isInstanceOf(IllegalStateException.class);
        assertThat(failureOf(resultOf(thread.start(TurnInput.of("two"))).result()))
                .isInstanceOf(IllegalStateException.class);
        gate.open();
        one.awaitCompletion(Turns.PATIENCE);

        assertThat(resultOf(same.run("two")).finalResponse()).isEqualTo("2");
        assertThat(codex.model().requestsFor("two")).hasSize(1);
    }

    @Test
    void turnCanFollowInTheVeryMomentOfTheEnd() {
        codex.model().when(Prompt.any()).reply("Done.");
        CodexThread thread = codex.client().startThread();

        TurnResult third = resultOf(thread.run("one").chain(one -> thread.run("two")).chain(two -> thread.run("three")));

        assertThat(third.threadUsage().inputTokens()).isEqualTo(30);
    }
}
