package io.quarkiverse.codex.it.fake;

import static io.quarkiverse.codex.it.fake.FakeCodex.COMPLETED;
import static io.quarkiverse.codex.it.fake.FakeCodex.HANG;
import static io.quarkiverse.codex.it.fake.FakeCodex.OPENED;
import static io.quarkiverse.codex.it.fake.FakeCodex.PATIENCE;
import static io.quarkiverse.codex.it.fake.FakeCodex.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
class RaceTest {

    @RegisterExtension
    final FakeCodex codex = new FakeCodex();

    private static AssertSubscriber<TurnEvent> subscribe(CodexThread thread, long requested) {
        return thread.runStreamed("hello").subscribe().withSubscriber(AssertSubscriber.create(requested));
    }

    private CodexTurn turn(CodexThread thread) {
        return thread.start(TurnInput.of("hello")).await().indefinitely();
    }

    @Test
    void cancelledAtOnce() {
        codex.script(OPENED, says("Hi!"), COMPLETED);
        CodexThread thread = codex.thread();

        subscribe(thread, 0).cancel();

        assertThat(thread.runAndAwait("again").finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void cancelledBeforeItCouldBegin() {
        codex.script(OPENED, says("Hi!"), COMPLETED);
        CodexThread thread = codex.thread();
        thread.runStreamed("hello").subscribe(new Subscriber() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.cancel();
            }
        });

        assertThat(thread.runAndAwait("again").finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void cancelledWhileItWaitsForACancelledTurn() {
        codex.script("trap '' TERM", OPENED, "while [ ! -e \"$FAKE_CODEX/go\" ]; do sleep 0.1; done", says("Hi!"), COMPLETED);
        CodexThread thread = codex.thread("timeouts.shutdown", "1S");
        subscribe(thread, 10).awaitItems(2, PATIENCE).cancel();
        subscribe(thread, 10).cancel();
        codex.script(OPENED, says("Hi!"), COMPLETED);

        assertThat(thread.runAndAwait("again").finalResponse()).isEqualTo("Hi!");
    }

    @RepeatedTest(10)
    void cancelledWhileItStarts() {
        codex.script(OPENED, says("Hi!"), COMPLETED);
        CodexThread thread = codex.thread();
        AssertSubscriber<TurnEvent> events = subscribe(thread, 1);
        Thread.yield();
        events.cancel();

        assertThat(thread.runAndAwait("again").finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void cancelledFromInsideOnNext() {
        codex.script(OPENED, says("Hi!"), HANG);
        AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
        AtomicInteger seen = new AtomicInteger();
        codex.thread().runStreamed("hello").subscribe(new Subscriber() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription.set(given);
                given.request(100);
            }

            @Override
            public void onNext(TurnEvent event) {
                seen.incrementAndGet();
                subscription.get().cancel();
            }
        });
        FakeCodex.await(() -> seen.get() > 0);

        codex.awaitNothingLeft();
        assertThat(seen).hasValue(1);
    }

    @Test
    void askedForNothing() {
        codex.script(OPENED, HANG);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch failed = new CountDownLatch(1);
        // Mutiny fails such a subscriber without telling anybody upstream, so that the time limit has to end the turn.
        codex.thread("timeouts.turn", "1S").runStreamed("hello").subscribe(new Subscriber() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(0);
            }

            @Override
            public void onError(Throwable throwable) {
                failure.set(throwable);
                failed.countDown();
            }
        });

        FakeCodex.await(failed);
        assertThat(failure.get()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConsumerThatThrowsEndsTheTurn() {
        codex.script(OPENED, HANG);
        CodexThread thread = codex.thread();

        assertThatThrownBy(() -> thread.runStreamed("hello").invoke(event -> {
            throw new IllegalStateException("I do not like " + event.type());
        }).collect().asList().await().atMost(PATIENCE)).isInstanceOf(IllegalStateException.class)
                .hasMessage("I do not like thread.started");

        codex.awaitNothingLeft();
        codex.script(OPENED, says("Hi!"), COMPLETED);
        assertThat(thread.runAndAwait("again").finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void aConsumerThatBlocksHearsOfTheTimeoutAfterwards() {
        codex.script(OPENED, says("Hi!"), HANG);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        // Long enough for codex to have begun on a busy machine; this test takes all of it.
        AssertSubscriber<TurnEvent> events = codex.thread("timeouts.turn", "5S").runStreamed("hello").invoke(event -> {
            if (event instanceof TurnStarted) {
                blocked.countDown();
                FakeCodex.await(release);
            }
        }).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        FakeCodex.await(blocked);

        codex.awaitNoProcess();
        assertThat(events.getFailure()).isNull();
        release.countDown();

        assertThat(events.awaitFailure(PATIENCE).getFailure()).isExactlyInstanceOf(CodexTimeoutException.class);
        assertThat(events.getItems()).hasSize(2);
    }

    @Test
    void aSlowConsumerIsNotIdle() {
        // codex is silent for longer than it may be, while nobody wants to hear it.
        codex.script(OPENED, "sleep 4", says("Hi!"), COMPLETED);
        AssertSubscriber<TurnEvent> events = subscribe(codex.thread("timeouts.idle", "3S"), 1).awaitItems(1, PATIENCE);
        codex.awaitNoProcess();
        events.request(10);

        assertThat(events.awaitCompletion(PATIENCE).getItems()).hasSize(4);
    }

    @Test
    void aSlowConsumerDoesNotWaitForAChildThatHoldsTheOutput() {
        codex.script("sleep 600 &", OPENED, "exit 5");
        AssertSubscriber<TurnEvent> events = subscribe(codex.thread(), 1).awaitItems(1, PATIENCE);
        events.request(10);

        assertThat(events.awaitFailure(PATIENCE).getFailure()).hasMessageStartingWith("codex ended with exit code 5");
    }

    @Test
    void interruptedBeforeItBegins() {
        codex.script(OPENED, says("Hi!"), COMPLETED);
        CodexTurn turn = turn(codex.thread());

        turn.interrupt().await().atMost(PATIENCE);

        assertThat(turn.result().await().atMost(PATIENCE).status()).isEqualTo(TurnStatus.COMPLETED);
    }

    @Test
    void interruptedTwiceAndAfterTheEnd() {
        codex.script(OPENED, says("Hi!"), HANG);
        CodexThread thread = codex.thread();
        CodexTurn turn = turn(thread);
        AssertSubscriber<TurnEvent> events = turn.events().subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE)).awaitItems(3, PATIENCE);

        turn.interrupt().await().atMost(PATIENCE);
        turn.interrupt().await().atMost(PATIENCE);

        assertThat(events.awaitCompletion(PATIENCE).getLastItem()).isInstanceOfSatisfying(TurnCompleted.class,
                end -> assertThat(end.status()).isEqualTo(TurnStatus.INTERRUPTED));
        assertThat(events.getItems()).hasSize(4);
        turn.interrupt().await().atMost(PATIENCE);
        TurnResult result = turn.result().await().atMost(PATIENCE);
        assertThat(result.status()).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(result.finalResponse()).isEqualTo("Hi!");
        assertThat(result.usage().isKnown()).isFalse();
        codex.script(OPENED, says("Hi again!"), COMPLETED);
        assertThat(thread.runAndAwait("again").finalResponse()).isEqualTo("Hi again!");
    }

    @Test
    void anInterruptionWaitsForDemandAndCanBeCancelled() {
        codex.script(OPENED, HANG);
        CodexTurn turn = turn(codex.thread());
        AssertSubscriber<TurnEvent> events = turn.events().subscribe().withSubscriber(AssertSubscriber.create(2))
                .awaitItems(2, PATIENCE);
        turn.interrupt().await().atMost(PATIENCE);
        codex.awaitNoProcess();

        assertThat(events.getItems()).hasSize(2);
        assertThat(events.hasCompleted()).isFalse();
        events.cancel();

        UniAssertSubscriber<TurnResult> result = turn.result().subscribe().withSubscriber(UniAssertSubscriber.create());
        assertThat(result.awaitFailure(PATIENCE).getFailure()).isExactlyInstanceOf(CodexException.class)
                .hasMessage("The turn was ended because the subscription to its events was cancelled");
    }

    @Test
    void oneTurnAtATime() {
        codex.script(OPENED, HANG);
        CodexClientImpl client = codex.client();
        CodexThread thread = client.startThread();
        AssertSubscriber<TurnEvent> events = subscribe(thread, 10).awaitItems(2, PATIENCE);

        for (CodexThread same : List.of(thread, client.resumeThread(FakeCodex.THREAD_ID))) {
            assertThatThrownBy(() -> same.runAndAwait("hello")).isInstanceOf(IllegalStateException.class)
                    .hasMessage("The thread " + FakeCodex.THREAD_ID + " runs a turn already, and codex runs one at a time: wait"
                            + " for its end, or use another thread");
        }
        events.cancel();
    }

    private abstract static class Subscriber implements Flow.Subscriber<TurnEvent> {

        @Override
        public void onNext(TurnEvent event) {
            // Of no interest unless a test says otherwise.
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            throw new AssertionError("completed");
        }
    }
}
