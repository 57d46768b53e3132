package io.quarkiverse.codex.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class TurnTest {

    private static final TurnEvent OPENED = new ThreadStarted("thread-1");

    private static TurnEvent says(String text) {
        return new ItemCompleted(new AgentMessage("item_0", text));
    }

    private static TurnCompleted completed(long input, long output) {
        return new TurnCompleted(TurnStatus.COMPLETED, null, new TokenUsage(input, 0, 0, output, 0));
    }

    private static CodexTurn turn(CodexThread thread) {
        return thread.start(TurnInput.of("hello")).await().indefinitely();
    }

    @Test
    void nothingHappensBeforeTheSubscription() {
        CannedTransport transport = CannedTransport.of(OPENED, completed(1, 1));
        CodexThread thread = transport.client().startThread();
        CodexTurn turn = turn(thread);
        turn.events();
        turn.result();
        thread.run("hello");
        thread.runStreamed("hello");

        assertThat(transport.begun).isEmpty();
        assertThat(thread.id()).isEmpty();
        assertThat(thread).hasToString("CodexThread[new]");
    }

    @Test
    void eventsThenResultAreOneTurn() {
        CannedTransport transport = CannedTransport.of(OPENED, says("a"), says("b"), completed(10, 2));
        CodexThread thread = transport.client().startThread();
        CodexTurn turn = turn(thread);

        List<TurnEvent> events = turn.events().collect().asList().await().indefinitely();
        TurnResult result = turn.result().await().indefinitely();

        assertThat(transport.begun).hasSize(1);
        assertThat(events).hasSize(4);
        assertThat(result.finalResponse()).isEqualTo("b");
        assertThat(result.items()).hasSize(2);
        assertThat(result.threadId()).isEqualTo("thread-1");
        assertThat(result.usage().totalTokens()).isEqualTo(12);
        assertThat(turn.result().await().indefinitely()).isSameAs(result);
        assertThat(result.toString()).startsWith("TurnResult[threadId=thread-1, status=COMPLETED, items=2, usage=Usage[")
                .doesNotContain("\"b\"");
        assertThat(thread).hasToString("CodexThread[thread-1]");
    }

    @Test
    void aTurnPreparedBeforeTheThreadHadAnIdContinuesTheThread() {
        CannedTransport transport = CannedTransport.of(OPENED, completed(10, 2));
        CodexThread thread = transport.client().startThread();
        CodexTurn one = turn(thread);
        CodexTurn two = turn(thread);

        one.result().await().indefinitely();
        two.result().await().indefinitely();

        assertThat(transport.begun).extracting(request -> request.threadId().orElse("new")).containsExactly("new", "thread-1");
    }

    @Test
    void aTurnInterruptedWhileItWaitsForItsThreadNeverBegins() {
        CannedTransport transport = new CannedTransport(request -> Multi.createFrom().nothing());
        transport.clearsAwayLater = true;
        CodexThread thread = transport.client().startThread();
        thread.runStreamed("cancelled").subscribe().withSubscriber(AssertSubscriber.create(10)).cancel();
        CodexTurn waiting = turn(thread);
        AssertSubscriber<TurnEvent> events = waiting.events().subscribe().withSubscriber(AssertSubscriber.create(10));

        waiting.interrupt().await().indefinitely();
        transport.clearAway();

        events.awaitCompletion();
        assertThat(events.getItems()).containsExactly(new TurnCompleted(TurnStatus.INTERRUPTED, null, null));
        assertThat(waiting.result().await().indefinitely().status()).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(transport.begun).hasSize(1);
    }

    @Test
    void whatIsMissingIsNamedAtOnce() {
        CodexThread thread = CannedTransport.of().client().startThread();

        assertThatThrownBy(() -> thread.run(TurnInput.of("hello"), (TurnOptions) null)).hasMessage("options");
        assertThatThrownBy(() -> thread.runStreamed((TurnInput) null)).hasMessage("input");
        assertThatThrownBy(() -> CannedTransport.of().client().startThread(null)).hasMessage("options");
    }

    @Test
    void aResultWithoutEventsKeepsNobodyFromTheResult() {
        CodexTurn turn = turn(CannedTransport.of(OPENED, says("a"), completed(1, 1)).client().startThread());

        assertThat(turn.result().await().indefinitely().finalResponse()).isEqualTo("a");
        assertThatThrownBy(() -> turn.events().collect().asList().await().indefinitely())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("The turn has begun already, with a subscription to its events or its result: subscribe to the"
                        + " events first, and once");
        assertThat(turn.result().await().indefinitely().finalResponse()).isEqualTo("a");
    }

    @Test
    void aSecondSubscriberOfTheEventsIsRefused() {
        Multi<TurnEvent> events = turn(CannedTransport.of(OPENED, completed(1, 1)).client().startThread()).events();

        assertThat(events.collect().asList().await().indefinitely()).hasSize(2);
        assertThatThrownBy(() -> events.collect().asList().await().indefinitely())
                .isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void aThreadThatFailedBeforeItsFirstTurnIsStartedAnew() {
        CannedTransport transport = new CannedTransport(request -> Multi.createBy().concatenating().streams(
                Multi.createFrom().item(OPENED), Multi.createFrom().failure(new CodexException("gone"))));
        CodexThread thread = transport.client().startThread();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> thread.runAndAwait("hello")).hasMessage("gone");
            assertThat(thread.id()).isEmpty();
        }

        assertThat(transport.begun).extracting(request -> request.threadId().orElse("new")).containsExactly("new", "new");
    }

    @Test
    void aThreadThatFailedInItsFirstTurnGoesOn() {
        CannedTransport transport = new CannedTransport(request -> Multi.createBy().concatenating().streams(
                Multi.createFrom().items(OPENED, new TurnStarted()), Multi.createFrom().failure(new CodexException("gone"))));
        CodexThread thread = transport.client().startThread();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> thread.runAndAwait("hello")).hasMessage("gone");
            assertThat(thread.id()).contains("thread-1");
        }
    }

    @Test
    void theResultOfAFailedTurnIsItsFailure() {
        CodexTurnFailedException failure = new CodexTurnFailedException("no", "thread-1", new TurnError("no"));
        CodexThread thread = new CannedTransport(request -> Multi.createBy().concatenating().streams(
                Multi.createFrom().items(OPENED, new TurnFailed(new TurnError("no"))), Multi.createFrom().failure(failure)))
                .client().startThread();
        CodexTurn turn = turn(thread);
        AssertSubscriber<TurnEvent> events = turn.events().subscribe().withSubscriber(AssertSubscriber.create(10));

        assertThat(events.awaitFailure().getItems()).hasSize(2);
        assertThatThrownBy(() -> turn.result().await().indefinitely()).isSameAs(failure);
        assertThatThrownBy(() -> turn(thread).result().await().indefinitely()).isSameAs(failure);
        assertThatThrownBy(() -> thread.runAndAwait("hello")).isSameAs(failure);
    }

    @Test
    void cancellingTheEventsEndsTheTurnAndItsResult() {
        boolean[] cancelled = new boolean[1];
        CodexThread thread = new CannedTransport(request -> Multi.createBy().concatenating()
                .streams(Multi.createFrom().item(OPENED), Multi.createFrom().<TurnEvent> nothing())
                .onCancellation().invoke(() -> cancelled[0] = true)).client().startThread();
        CodexTurn turn = turn(thread);
        AssertSubscriber<TurnEvent> events = turn.events().subscribe().withSubscriber(AssertSubscriber.create(10));
        UniAssertSubscriber<TurnResult> result = turn.result().subscribe().withSubscriber(UniAssertSubscriber.create());
        UniAssertSubscriber<TurnResult> other = turn.result().subscribe().withSubscriber(UniAssertSubscriber.create());
        other.cancel();
        assertThat(cancelled[0]).isFalse();

        events.cancel();

        assertThat(cancelled[0]).isTrue();
        assertThat(result.awaitFailure().getFailure()).isExactlyInstanceOf(CodexException.class)
                .hasMessage("The turn was ended because the subscription to its events was cancelled");
    }

    @Test
    void cancellingTheResultDoesNotEndTheTurn() {
        boolean[] cancelled = new boolean[1];
        CodexTurn turn = turn(new CannedTransport(request -> Multi.createFrom().<TurnEvent> nothing()
                .onCancellation().invoke(() -> cancelled[0] = true)).client().startThread());

        turn.result().subscribe().withSubscriber(UniAssertSubscriber.create()).cancel();

        assertThat(cancelled[0]).isFalse();
    }

    @Test
    void interruptingAndSteeringReachTheTransport() {
        CannedTransport transport = new CannedTransport(request -> Multi.createFrom().nothing());
        CodexTurn turn = turn(transport.client().startThread());

        turn.interrupt().await().indefinitely();
        assertThatThrownBy(() -> turn.steer(TurnInput.of("left")).await().indefinitely())
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("has not begun");
        assertThat(transport.calls).isEmpty();

        turn.events().subscribe().withSubscriber(AssertSubscriber.create(1));
        turn.interrupt().await().indefinitely();

        assertThat(transport.calls).containsExactly("interrupt");
        assertThatThrownBy(() -> turn.steer(TurnInput.of("left")).await().indefinitely())
                .isInstanceOfSatisfying(CodexUnsupportedException.class, e -> assertThat(e.feature()).isEqualTo("steer"));
    }

    @Test
    void aTurnWithoutAnEndHasAResultThatSaysSo() {
        TurnResult result = CannedTransport.of().client().startThread().runAndAwait("hello");

        assertThat(result.threadId()).isEmpty();
        assertThat(result.status()).isEqualTo(TurnStatus.UNKNOWN);
        assertThat(result.usage().isKnown()).isFalse();
        assertThat(result.threadUsage().isKnown()).isFalse();
        assertThat(result.finalResponse()).isEmpty();
    }

    @Test
    void aClientKnowsItsThreads() {
        CannedTransport transport = CannedTransport.of();
        CodexClientImpl client = transport.client();

        assertThat(client.name()).isEqualTo("canned");
        assertThat(client.resumeThread("x").id()).contains("x");
        for (String blank : new String[] { null, "", " \n" }) {
            assertThatThrownBy(() -> client.resumeThread(blank)).isExactlyInstanceOf(CodexConfigurationException.class)
                    .hasMessage("A thread is resumed by its id, and none was given: use startThread() for a new one");
        }
        assertThatThrownBy(() -> client.forkThread("x").await().indefinitely())
                .isInstanceOfSatisfying(CodexUnsupportedException.class, e -> assertThat(e.feature()).isEqualTo("fork"));
        client.close();
        assertThat(transport.calls).containsExactly("close");
    }
}
