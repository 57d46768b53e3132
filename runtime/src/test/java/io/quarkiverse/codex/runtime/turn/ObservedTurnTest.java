package io.quarkiverse.codex.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.quarkiverse.codex.runtime.transport.TurnTask;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class ObservedTurnTest {

    private static final TurnEvent OPENED = new ThreadStarted("thread-1");
    private static final TurnEvent SAID = new ItemCompleted(new AgentMessage("item_0", "hi"));
    private static final TurnEvent COMPLETED = new TurnCompleted(TurnStatus.COMPLETED, null, null);

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final RecordingObserver one = new RecordingObserver("one", log);
    private final RecordingObserver two = new RecordingObserver("two", log);
    private final CannedTransport transport = CannedTransport.of(OPENED, SAID, COMPLETED);

    private CodexClientImpl client() {
        return client(transport);
    }

    private CodexClientImpl client(CannedTransport canned) {
        return canned.client(List.of(turn -> TurnWatch.NONE, one, two));
    }

    private AssertSubscriber<TurnEvent> stream(CannedTransport canned, long demand) {
        return client(canned).startThread().runStreamed("hello").onItem().invoke(event -> log.add("caller " + event.type()))
                .subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    @Test
    void eachSeesEachEventOnceInOrderAndBeforeTheCaller() {
        stream(transport, Long.MAX_VALUE).awaitCompletion();

        assertThat(log).containsExactly("one before", "two before", "two around", "one around",
                "one thread.started", "two thread.started", "caller thread.started",
                "one item.completed", "two item.completed", "caller item.completed",
                "one turn.completed", "two turn.completed", "caller turn.completed",
                "one completed", "two completed");
        assertThat(one.result.finalResponse()).isEqualTo("hi");
        assertThat(one.result.items()).hasSize(1);
    }

    @Test
    void theInputIsWhatTheObserversMakeOfIt() {
        client().startThread().runAndAwait("hello");

        assertThat(transport.begun).singleElement()
                .satisfies(request -> assertThat(request.input()).isEqualTo(TurnInput.text("hello", "for one", "for two")));
    }

    @Test
    void aTurnWithoutAnInputIsObservedToo() {
        CodexThreadImpl thread = (CodexThreadImpl) client().resumeThread("thread-1");

        assertThatThrownBy(() -> thread.run("compact", new TurnTask.Compaction()).await().indefinitely())
                .hasMessageContaining("compact");
        assertThat(log).isEmpty();
    }

    @Test
    void theFirstTurnOfAThreadIsTold() {
        CodexClientImpl client = client();
        var thread = client.startThread();
        thread.runAndAwait("one");
        thread.runAndAwait("two");
        client.resumeThread("thread-1").runAndAwait("three");

        assertThat(one.turns).containsExactly("canned new true false", "canned thread-1 false false",
                "canned thread-1 true false");
    }

    @Test
    void whoKeepsATurnFromBeginningHasNothingStarted() {
        two.brokenAt = "before";
        CodexClientImpl client = client();
        var thread = client.startThread();

        assertThatThrownBy(() -> thread.runAndAwait("hello")).hasMessage("two broke at before");
        assertThat(transport.begun).isEmpty();
        assertThat(log).containsExactly("one before", "two before", "one failed two broke at before",
                "two failed two broke at before");

        two.brokenAt = "";
        assertThat(thread.runAndAwait("hello").finalResponse()).isEqualTo("hi");
    }

    @Test
    void whoBreaksAtAnEventEndsTheTurn() {
        one.brokenAt = "item.completed";
        boolean[] ended = new boolean[1];
        CannedTransport endless = new CannedTransport(request -> Multi.createBy().concatenating()
                .streams(Multi.createFrom().items(OPENED, SAID), Multi.createFrom().<TurnEvent> nothing())
                .onCancellation().invoke(() -> ended[0] = true));

        AssertSubscriber<TurnEvent> events = stream(endless, 10).awaitFailure();

        assertThat(events.getFailure()).hasMessage("one broke at item.completed");
        assertThat(ended).containsExactly(true);
        assertThat(log).endsWith("caller thread.started", "one item.completed", "one failed one broke at item.completed",
                "two failed one broke at item.completed");
    }

    @Test
    void whoComesAfterABrokenTurnWaitsUntilItIsClearedAway() {
        one.brokenAt = "item.completed";
        CannedTransport slowToEnd = CannedTransport.of(OPENED, SAID, COMPLETED);
        slowToEnd.clearsAwayLater = true;
        var thread = client(slowToEnd).startThread();
        assertThatThrownBy(() -> thread.runAndAwait("hello")).hasMessage("one broke at item.completed");
        one.brokenAt = "";

        AssertSubscriber<TurnEvent> next = thread.runStreamed("again").subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        assertThat(slowToEnd.begun).hasSize(1);
        slowToEnd.clearAway();

        next.awaitCompletion();
        assertThat(slowToEnd.begun).hasSize(2);
    }

    @Test
    void whoBreaksAtTheEndFailsTheTurn() {
        two.brokenAt = "completed";

        AssertSubscriber<TurnEvent> events = stream(transport, 10).awaitFailure();

        assertThat(events.getFailure()).hasMessage("two broke at completed");
        assertThat(log).endsWith("caller turn.completed", "one completed", "two completed");
    }

    @Test
    void whoWasNotToldOfTheEndBecauseAnotherBrokeAtItIsToldThatTheTurnFails() {
        one.brokenAt = "completed";

        AssertSubscriber<TurnEvent> events = stream(transport, 10).awaitFailure();

        assertThat(events.getFailure()).hasMessage("one broke at completed");
        assertThat(log).endsWith("caller turn.completed", "one completed", "two failed one broke at completed");
    }

    @Test
    void theLastEventOfAFailedTurnIsWaitedFor() {
        one.heldUpAt = "turn.failed";
        CodexTurnFailedException failure = new CodexTurnFailedException("no", "thread-1", new TurnError("no"));
        AssertSubscriber<TurnEvent> events = stream(new CannedTransport(request -> Multi.createBy().concatenating().streams(
                Multi.createFrom().items(OPENED, new TurnFailed(new TurnError("no"))), Multi.createFrom().failure(failure))),
                10);

        events.assertItems(OPENED).assertNotTerminated();
        one.goOn.complete(null);

        assertThat(events.awaitFailure().getFailure()).isSameAs(failure);
        assertThat(log).endsWith("one turn.failed", "two turn.failed", "caller turn.failed", "one failed no", "two failed no");
    }

    @Test
    void whoWasToldThatATurnFailsIsNotToldThatItIsCancelledMeanwhile() {
        one.heldUpAt = "failed";
        AssertSubscriber<TurnEvent> events = stream(new CannedTransport(request -> Multi.createBy().concatenating().streams(
                Multi.createFrom().item(OPENED), Multi.createFrom().failure(new IllegalStateException("no")))), 10);
        await().untilAsserted(() -> assertThat(log).endsWith("one failed no"));

        events.cancel();

        assertThat(log).endsWith("caller thread.started", "one failed no", "two cancelled");
        events.assertNotTerminated();
    }

    @Test
    void aSlowObserverHoldsUpTheTransport() {
        one.heldUpAt = "thread.started";
        long[] asked = new long[1];
        AssertSubscriber<TurnEvent> events = stream(new CannedTransport(
                request -> Multi.createFrom().items(OPENED, SAID, COMPLETED).onRequest().invoke(count -> asked[0] += count)),
                Long.MAX_VALUE);

        events.assertNotTerminated().assertHasNotReceivedAnyItem();
        assertThat(asked[0]).isEqualTo(1);
        one.goOn.complete(null);

        events.awaitCompletion().assertItems(OPENED, SAID, COMPLETED);
    }

    @Test
    void theDemandOfTheCallerHoldsUpTheObserver() {
        AssertSubscriber<TurnEvent> events = stream(transport, 1);

        assertThat(log).endsWith("caller thread.started");
        events.request(1);
        assertThat(log).endsWith("caller item.completed");
    }

    @Test
    void cancellingDropsWhatTheTurnWaitsFor() {
        one.heldUpAt = "item.completed";
        AssertSubscriber<TurnEvent> events = stream(transport, 10);

        events.cancel();

        assertThat(one.droppedHook).isTrue();
        assertThat(log).endsWith("one item.completed", "one cancelled", "two cancelled");
    }

    @Test
    void cancellingBeforeTheBeginGivesTheThreadBack() {
        one.heldUpAt = "before";
        var thread = client().startThread();
        thread.runStreamed("hello").subscribe().withSubscriber(AssertSubscriber.create(10)).cancel();
        assertThat(one.droppedHook).isTrue();
        assertThat(log).containsExactly("one before", "one cancelled", "two cancelled");
        one.heldUpAt = "";

        thread.runAndAwait("again");

        assertThat(transport.begun).hasSize(1);
    }

    @Test
    void aTurnInterruptedBeforeItBeginsNeverDoes() {
        one.heldUpAt = "before";
        var turn = client().startThread().start(TurnInput.of("hello")).await().indefinitely();
        AssertSubscriber<TurnEvent> events = turn.events().subscribe().withSubscriber(AssertSubscriber.create(10));

        turn.interrupt().await().indefinitely();
        one.goOn.complete(null);

        events.awaitCompletion();
        assertThat(transport.begun).isEmpty();
        assertThat(log).containsExactly("one before", "two before", "one turn.completed", "two turn.completed",
                "one completed", "two completed");
    }
}
