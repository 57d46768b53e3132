package io.quarkiverse.codex.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnErrorKind;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.runtime.guard.StartAbandonedException;
import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.mutiny.subscription.UniEmitter;

/** What a guard is told of the start of a turn, and what it can do to it. */
class GuardedStartTest {

    private final List<MultiEmitter<? super TurnEvent>> turns = new ArrayList<>();
    private final CannedTransport transport = new CannedTransport(request -> Multi.createFrom().emitter(emitter -> {
        turns.add(emitter);
        emitter.emit(new ThreadStarted("thread-1"));
    }));
    private final ManualGuard guard = new ManualGuard();

    /** A guard whose decisions are the test's. */
    private static final class ManualGuard implements StartGuard {

        final List<String> seen = new ArrayList<>();
        Supplier<Uni<Void>> waiting;
        UniEmitter<? super Void> outcome;
        boolean letsIn = true;

        @Override
        public Uni<Void> guard(Supplier<Uni<Void>> start) {
            return Uni.createFrom().<Void> emitter(emitter -> {
                outcome = emitter;
                waiting = start;
                if (letsIn) {
                    letIn();
                }
            }).onCancellation().invoke(() -> seen.add("cancelled"));
        }

        void letIn() {
            waiting.get().subscribe().with(nothing -> {
                seen.add("started");
                outcome.complete(null);
            }, failure -> {
                seen.add(failure.getMessage());
                outcome.fail(failure);
            });
        }
    }

    private CodexThread thread() {
        transport.starts = guard;
        return transport.client("retry.delay", "1MS", "bulkhead.max-concurrent", "1").startThread();
    }

    private static AssertSubscriber<TurnEvent> run(CodexThread thread) {
        return thread.runStreamed("hello").subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    private void complete(int turn, TurnStatus status) {
        turns.get(turn).emit(new TurnCompleted(status, null, null)).complete();
    }

    @Test
    void itHasStartedWhenTheModelBeginsToAnswer() {
        AssertSubscriber<TurnEvent> events = run(thread());
        turns.get(0).emit(new TurnStarted()).emit(new ItemStarted(new UserMessage("i", List.of(), null, null)));
        assertThat(guard.seen).isEmpty();

        turns.get(0).emit(new ItemStarted(new AgentMessage("j", "")));

        assertThat(guard.seen).containsExactly("started");
        complete(0, TurnStatus.COMPLETED);
        events.assertCompleted();
    }

    @Test
    void aTurnWithoutAnAnswerHasStartedWhenItEnds() {
        run(thread());
        complete(0, TurnStatus.COMPLETED);
        assertThat(guard.seen).containsExactly("started");
    }

    @Test
    void whoIsCancelledBeforeTheModelAnswersHasNotStarted() {
        run(thread()).cancel();
        assertThat(guard.seen).contains(new StartAbandonedException().getMessage()).doesNotContain("started");
    }

    @Test
    void whoIsInterruptedBeforeTheModelAnswersHasNotStarted() {
        AssertSubscriber<TurnEvent> events = run(thread());
        complete(0, TurnStatus.INTERRUPTED);

        events.assertCompleted();
        assertThat(events.getLastItem()).isInstanceOf(TurnCompleted.class);
        assertThat(guard.seen).containsExactly(new StartAbandonedException().getMessage());
        assertThat(transport.calls).doesNotContain("interrupt");
    }

    @Test
    void theGuardHearsOfTheFailureOfEachAttempt() {
        CodexTurnFailedException busy = new CodexTurnFailedException("busy", "thread-1",
                new TurnError("busy", TurnErrorKind.SERVER_OVERLOADED));
        AssertSubscriber<TurnEvent> events = run(thread());
        turns.get(0).fail(busy);
        await().until(() -> turns.size() == 2);
        complete(1, TurnStatus.COMPLETED);

        events.awaitCompletion();
        assertThat(guard.seen).containsExactly("busy", "started");
    }

    @Test
    void whoIsRefusedHasNotBegunAndIsNotTriedAgain() {
        guard.letsIn = false;
        CodexThread thread = thread();
        AssertSubscriber<TurnEvent> refused = run(thread);
        guard.outcome.fail(new CodexOverloadedException("not now"));

        refused.awaitFailure().assertFailedWith(CodexOverloadedException.class, "not now");
        assertThat(transport.begun).isEmpty();
        guard.letsIn = true;
        run(thread).assertNotTerminated();
        assertThat(transport.begun).hasSize(1);
    }

    @Test
    void whoIsCancelledWhileTheGuardThinksNeverBegins() {
        guard.letsIn = false;
        CodexThread thread = thread();
        run(thread).cancel();
        guard.letIn();

        assertThat(transport.begun).isEmpty();
        assertThat(guard.seen).contains("cancelled");
        guard.letsIn = true;
        run(thread).assertNotTerminated();
        assertThat(transport.begun).hasSize(1);
    }

    @Test
    void aStartThatTheGuardGivesUpIsInterruptedAndFailsWithWhatTheGuardSays() {
        AssertSubscriber<TurnEvent> events = run(thread());
        guard.outcome.fail(new CodexTimeoutException("too late", CodexTimeoutException.Kind.REQUEST, null));
        assertThat(transport.calls).contains("interrupt");
        events.assertNotTerminated();

        complete(0, TurnStatus.INTERRUPTED);

        events.awaitFailure().assertFailedWith(CodexTimeoutException.class, "too late");
        assertThat(events.getItems()).noneMatch(TurnCompleted.class::isInstance);
    }
}
