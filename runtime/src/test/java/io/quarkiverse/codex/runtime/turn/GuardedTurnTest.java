package io.quarkiverse.codex.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.MultiEmitter;

/** What turns do while they wait until others are over. */
class GuardedTurnTest {

    private final List<MultiEmitter<? super TurnEvent>> turns = new ArrayList<>();
    private final CannedTransport transport = new CannedTransport(request -> Multi.createFrom().emitter(emitter -> {
        turns.add(emitter);
        emitter.emit(new ThreadStarted("thread-" + turns.size()));
    }));
    private final CodexClientImpl client = transport.client("bulkhead.max-concurrent", "1", "bulkhead.max-queued", "2");

    private static AssertSubscriber<TurnEvent> run(CodexThread thread) {
        return thread.runStreamed("hello").subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    private AssertSubscriber<TurnEvent> run() {
        return run(client.startThread());
    }

    private void complete(int turn) {
        turns.get(turn).emit(new TurnCompleted(TurnStatus.COMPLETED, null, null)).complete();
    }

    @Test
    void theyRunOneAfterTheOtherAndWhoIsTooManyFailsAtOnce() {
        AssertSubscriber<TurnEvent> first = run();
        AssertSubscriber<TurnEvent> second = run();
        AssertSubscriber<TurnEvent> third = run();
        run().assertFailedWith(CodexOverloadedException.class, "The canned client has all the turns that it may have, 1 running"
                + " and 2 waiting, so this one was not started: try again later, or raise"
                + " quarkus.codex.bulkhead.max-concurrent or quarkus.codex.bulkhead.max-queued");
        assertThat(transport.begun).hasSize(1);

        complete(0);
        first.assertCompleted();
        assertThat(transport.begun).hasSize(2);
        complete(1);
        second.assertCompleted();
        complete(2);
        third.assertCompleted();
        assertThat(transport.begun).hasSize(3);
    }

    @Test
    void whoIsRefusedLeavesTheThreadToOthers() {
        run();
        run();
        run();
        CodexThread thread = client.startThread();

        run(thread).assertFailedWith(CodexOverloadedException.class);
        run(thread).assertFailedWith(CodexOverloadedException.class);
        complete(0);
        complete(1);
        complete(2);

        run(thread).assertNotTerminated();
        run(thread).assertFailedWith(IllegalStateException.class);
    }

    @Test
    void whoIsCancelledLeavesTheQueueAndTheThread() {
        run();
        CodexThread thread = client.startThread();
        run(thread).cancel();
        AssertSubscriber<TurnEvent> again = run(thread);
        complete(0);

        assertThat(transport.begun).hasSize(2);
        again.assertNotTerminated();
    }

    @Test
    void whoIsInterruptedLeavesTheQueueWithAResult() {
        run();
        CodexThread thread = client.startThread();
        CodexTurn turn = thread.start(TurnInput.of("hello")).await().indefinitely();
        UniAssertSubscriber<TurnResult> result = turn.result().subscribe().withSubscriber(UniAssertSubscriber.create());

        turn.interrupt().await().indefinitely();

        assertThat(result.awaitItem().getItem().status()).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(transport.begun).hasSize(1);
        run(thread).assertNotTerminated();
        run().assertNotTerminated();
        run().assertFailedWith(CodexOverloadedException.class);
    }

    @Test
    void aCancelledTurnKeepsItsPlaceUntilNothingOfItIsLeft() {
        transport.clearsAwayLater = true;
        CodexThread thread = client.startThread();
        run(thread).cancel();
        AssertSubscriber<TurnEvent> behind = run();
        // This one waits for its thread and not in the queue.
        AssertSubscriber<TurnEvent> sameThread = run(thread);
        AssertSubscriber<TurnEvent> last = run();
        run().assertFailedWith(CodexOverloadedException.class);
        assertThat(transport.begun).hasSize(1);

        transport.clearAway();

        assertThat(transport.begun).hasSize(2);
        sameThread.assertNotTerminated();
        complete(1);
        behind.assertCompleted();
        complete(2);
        last.assertCompleted();
        complete(3);
        sameThread.assertCompleted();
    }

    @Test
    void aTurnThatCannotBeginMakesRoomForTheNext() {
        run();
        AssertSubscriber<TurnEvent> impossible = run(
                client.startThread(ThreadOptions.builder().config("a..b", "c").build()));
        AssertSubscriber<TurnEvent> possible = run();

        complete(0);

        impossible.assertFailedWith(CodexConfigurationException.class);
        possible.assertNotTerminated();
        assertThat(transport.begun).hasSize(2);
    }

    @Test
    void whoWaitsWhenTheClientIsClosedFails() {
        AssertSubscriber<TurnEvent> running = run();
        AssertSubscriber<TurnEvent> waiting = run();

        client.close();

        waiting.assertFailedWith(CodexException.class, "The turn was not started because the application is stopping");
        running.assertNotTerminated();
        run().assertFailedWith(CodexException.class, "stopping");
    }

    @Test
    void withoutALimitAllRunAtOnce() {
        CodexClient unlimited = transport.client("bulkhead.max-concurrent", "0");
        for (int i = 0; i < 300; i++) {
            run(unlimited.startThread()).assertNotTerminated();
        }
        assertThat(transport.begun).hasSize(300);
    }
}
