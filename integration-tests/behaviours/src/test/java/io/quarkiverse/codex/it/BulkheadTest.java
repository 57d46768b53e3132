package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.endlessCommand;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.testing.Gate;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class BulkheadTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final Gate gate = new Gate();
    private final String lifetime = Processes.newLifetime();

    private CodexClient oneAtATime(int queued) {
        return codex.client("bulkhead.max-concurrent", "1", "bulkhead.max-queued", String.valueOf(queued));
    }

    /** Has a turn begin that goes on until the gate is opened. */
    private AssertSubscriber<TurnEvent> hold(CodexClient client) {
        codex.model().when("held").hold(gate).reply("Done.");
        AssertSubscriber<TurnEvent> held = subscribe(client.startThread().runStreamed("held"), Long.MAX_VALUE);
        gate.awaitReached(Turns.PATIENCE);
        return held;
    }

    @Test
    void turnsWaitUntilThereIsRoomAndOneTooManyIsNotStarted() {
        codex.model().when("second").reply("Second.");
        CodexClient client = oneAtATime(1);
        AssertSubscriber<TurnEvent> first = hold(client);
        Uni<TurnResult> second = client.startThread().run("second").memoize().indefinitely();
        second.subscribe().asCompletionStage();
        CodexThread thread = client.startThread();

        assertThat(failureOf(thread.run("third"))).isInstanceOf(CodexOverloadedException.class)
                .hasMessage("The default client has all the turns that it may have, 1 running and 1 waiting, so this one was"
                        + " not started: try again later, or raise quarkus.codex.bulkhead.max-concurrent or"
                        + " quarkus.codex.bulkhead.max-queued");
        assertThat(codex.model().requests()).hasSize(1);
        gate.open();

        first.awaitCompletion(Turns.PATIENCE);
        assertThat(resultOf(second).finalResponse()).isEqualTo("Second.");
        assertThat(thread.id()).isEmpty();
        assertThat(codex.model().requestsFor("third")).isEmpty();
    }

    @Test
    void turnsThatAreCancelledOrInterruptedInTheQueueNeverStart() {
        codex.model().when("last").reply("Last.");
        CodexClient client = oneAtATime(2);
        AssertSubscriber<TurnEvent> held = hold(client);
        CodexThread thread = client.startThread();
        CodexTurn interrupted = resultOf(client.startThread().start(TurnInput.of("interrupted")));
        AssertSubscriber<TurnEvent> interruptedEvents = subscribe(interrupted.events(), Long.MAX_VALUE);

        subscribe(thread.runStreamed("cancelled"), Long.MAX_VALUE).cancel();
        resultOf(interrupted.interrupt());
        interruptedEvents.awaitCompletion(Turns.PATIENCE);
        Uni<TurnResult> last = thread.run("last").memoize().indefinitely();
        last.subscribe().asCompletionStage();
        held.assertNotTerminated();
        gate.open();

        assertThat(resultOf(last).finalResponse()).isEqualTo("Last.");
        assertThat(resultOf(interrupted.result()).status()).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(codex.model().requestsFor("cancelled")).isEmpty();
        assertThat(codex.model().requestsFor("interrupted")).isEmpty();
    }

    @Test
    void cancelledTurnHasItsPlaceUntilNothingOfItIsLeft() {
        codex.model().when("go").then(endlessCommand(lifetime));
        codex.model().when("next").reply("Here.");
        CodexClient client = oneAtATime(1);
        AssertSubscriber<TurnEvent> running = subscribe(client.startThread().runStreamed("go"), Long.MAX_VALUE);
        Processes.awaitSome(lifetime);
        AtomicReference<List<ProcessHandle>> left = new AtomicReference<>();
        AssertSubscriber<TurnEvent> next = subscribe(client.startThread().runStreamed("next").onItem()
                .invoke(event -> left.compareAndSet(null, Processes.mentioning(lifetime))), Long.MAX_VALUE);
        next.assertHasNotReceivedAnyItem();

        running.cancel();

        next.awaitCompletion(Turns.PATIENCE);
        assertThat(left.get()).isEmpty();
    }

    @Test
    void closingTheClientFailsWhatWaits() {
        CodexClient client = oneAtATime(1);
        AssertSubscriber<TurnEvent> held = hold(client);
        AssertSubscriber<TurnEvent> waiting = subscribe(client.startThread().runStreamed("waiting"), Long.MAX_VALUE);

        codex.close(client);

        held.awaitFailure(Turns.PATIENCE);
        waiting.awaitFailure(Turns.PATIENCE).assertFailedWith(CodexException.class, "The turn was not started because the"
                + " application is stopping");
        assertThat(codex.model().requestsFor("waiting")).isEmpty();
    }
}
