package io.quarkiverse.codex.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexBudgetExceededException;
import io.quarkiverse.codex.CodexBudgetExceededException.Resource;
import io.quarkiverse.codex.CodexBudgetExceededException.Scope;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.budget.Spending;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.WebSearch;
import io.quarkiverse.codex.runtime.budget.BudgetObserver;
import io.quarkiverse.codex.runtime.budget.BudgetSettings;
import io.quarkiverse.codex.runtime.budget.MemoryBudgetStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.MultiEmitter;

/** What becomes of turns that use up more than they may. */
class BudgetedTurnTest {

    private final List<MultiEmitter<? super TurnEvent>> turns = new ArrayList<>();
    private final CannedTransport transport = new CannedTransport(request -> Multi.createFrom().emitter(emitter -> {
        turns.add(emitter);
        emitter.emit(new ThreadStarted(request.threadId().orElse("thread-" + turns.size())));
    }));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private BudgetStore store = new MemoryBudgetStore();
    private Instant now = Instant.EPOCH;

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private CodexClientImpl client(Budget turn, Budget thread, Budget client, String... properties) {
        BudgetSettings settings = new BudgetSettings("canned", "quarkus.codex.", turn, thread, client, Duration.ofHours(1));
        Clock clock = new Clock() {

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return transport.client(List.of(new BudgetObserver(settings, store, timer, clock)), properties);
    }

    private CodexClientImpl clientWithTurn(Budget turn) {
        return client(turn, Budget.UNLIMITED, Budget.UNLIMITED);
    }

    private static AssertSubscriber<TurnEvent> run(CodexThread thread) {
        return thread.runStreamed("hello").subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    private MultiEmitter<? super TurnEvent> last() {
        return turns.get(turns.size() - 1);
    }

    private void uses(long tokens) {
        last().emit(new TokenUsageUpdated(new TokenUsage(tokens, 0, 0, 0, 0), null, null));
    }

    private void ends(TurnStatus status) {
        last().emit(new TurnCompleted(status, null, null)).complete();
    }

    private static CodexBudgetExceededException exceeded(AssertSubscriber<TurnEvent> turn, Scope scope, Resource resource,
            long used, long allowed) {
        assertThat(turn.awaitFailure().getFailure()).isInstanceOfSatisfying(CodexBudgetExceededException.class, failure -> {
            assertThat(failure.scope()).isEqualTo(scope);
            assertThat(failure.resource()).isEqualTo(resource);
            assertThat(failure.used()).isEqualTo(used);
            assertThat(failure.allowed()).isEqualTo(allowed);
        });
        return (CodexBudgetExceededException) turn.getFailure();
    }

    @Test
    void aTurnThatUsesTooManyTokensIsInterrupted() {
        AssertSubscriber<TurnEvent> turn = run(clientWithTurn(Budget.UNLIMITED.tokens(100)).startThread());
        uses(60);
        uses(40);
        assertThat(transport.calls).isEmpty();
        uses(1);
        assertThat(transport.calls).containsExactly("interrupt");
        uses(7);
        ends(TurnStatus.INTERRUPTED);

        CodexBudgetExceededException failure = exceeded(turn, Scope.TURN, Resource.TOKENS, 101, 100);
        assertThat(failure.turn().tokens()).isEqualTo(101);
        assertThat(failure).hasMessageContaining("101 of 100 tokens").hasMessageContaining("quarkus.codex.budget.turn");
        assertThat(turn.getItems()).noneMatch(TurnCompleted.class::isInstance);
    }

    @Test
    void aTurnThatEndsJustThenHasEndedWell() {
        AssertSubscriber<TurnEvent> turn = run(clientWithTurn(Budget.UNLIMITED.tokens(100)).startThread());
        uses(101);
        ends(TurnStatus.COMPLETED);
        turn.awaitCompletion();
    }

    @Test
    void whatATurnMayDoIsCountedOnceEach() {
        AssertSubscriber<TurnEvent> turn = run(clientWithTurn(Budget.UNLIMITED.toolCalls(2)).startThread());
        for (String id : List.of("a", "b")) {
            WebSearch search = new WebSearch(id, "q", null);
            last().emit(new ItemStarted(search)).emit(new ItemCompleted(search));
        }
        assertThat(transport.calls).isEmpty();
        last().emit(new ItemCompleted(new WebSearch("c", "q", null)));
        ends(TurnStatus.INTERRUPTED);

        exceeded(turn, Scope.TURN, Resource.TOOL_CALLS, 3, 2);
    }

    @Test
    void aTurnThatTakesTooLongIsInterruptedThoughItSaysNothing() {
        AssertSubscriber<TurnEvent> turn = run(clientWithTurn(Budget.UNLIMITED.wallTime(Duration.ofMillis(20))).startThread());
        await().until(() -> !transport.calls.isEmpty());
        ends(TurnStatus.INTERRUPTED);

        assertThat(turn.awaitFailure().getFailure()).isInstanceOfSatisfying(CodexBudgetExceededException.class,
                failure -> assertThat(failure.resource()).isEqualTo(Resource.WALL_TIME));
    }

    @Test
    void optionsOfTheTurnGoBeforeTheConfiguration() {
        CodexThread thread = clientWithTurn(Budget.UNLIMITED.tokens(10).toolCalls(0)).startThread();
        AssertSubscriber<TurnEvent> turn = thread
                .runStreamed(TurnInput.of("hello"), TurnOptions.builder().budget(Budget.UNLIMITED.tokens(50)).build())
                .subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        uses(50);
        assertThat(transport.calls).isEmpty();
        last().emit(new ItemStarted(new WebSearch("a", "q", null)));
        ends(TurnStatus.INTERRUPTED);
        exceeded(turn, Scope.TURN, Resource.TOOL_CALLS, 1, 0);
    }

    @Test
    void theTurnsOfAThreadShareItsBudget() {
        CodexClientImpl client = clientWithTurn(Budget.UNLIMITED);
        ThreadOptions options = ThreadOptions.builder().budget(Budget.UNLIMITED.tokens(100).turns(3)).build();
        CodexThread thread = client.startThread(options);
        run(thread);
        uses(60);
        ends(TurnStatus.COMPLETED);
        AssertSubscriber<TurnEvent> second = run(client.resumeThread("thread-1", options));
        uses(60);
        ends(TurnStatus.INTERRUPTED);
        CodexBudgetExceededException failure = exceeded(second, Scope.THREAD, Resource.TOKENS, 120, 100);
        assertThat(failure.turn().tokens()).isEqualTo(60);

        exceeded(run(thread), Scope.THREAD, Resource.TOKENS, 120, 100);
        assertThat(turns).hasSize(2);
        run(client.startThread(options));
        assertThat(turns).hasSize(3);
    }

    @Test
    void theTurnsOfAClientAreCountedInWindows() {
        CodexClientImpl client = client(Budget.UNLIMITED, Budget.UNLIMITED, Budget.UNLIMITED.turns(2));
        for (int i = 0; i < 2; i++) {
            run(client.startThread());
            ends(TurnStatus.COMPLETED);
        }
        exceeded(run(client.startThread()), Scope.CLIENT, Resource.TURNS, 3, 2);
        exceeded(run(client.startThread()), Scope.CLIENT, Resource.TURNS, 3, 2);

        now = now.plus(Duration.ofHours(1));
        run(client.startThread()).assertNotTerminated();
    }

    @Test
    void aTurnThatNeverBeginsCountsForNothing() {
        CodexClientImpl client = client(Budget.UNLIMITED, Budget.UNLIMITED, Budget.UNLIMITED.turns(2),
                "bulkhead.max-concurrent",
                "1", "bulkhead.max-queued", "1");
        AssertSubscriber<TurnEvent> first = run(client.startThread());
        AssertSubscriber<TurnEvent> waiting = run(client.startThread());
        waiting.cancel();
        AssertSubscriber<TurnEvent> second = run(client.startThread());
        exceeded(run(client.startThread()), Scope.CLIENT, Resource.TURNS, 3, 2);
        ends(TurnStatus.COMPLETED);
        first.awaitCompletion();
        second.assertNotTerminated();
    }

    @Test
    void aTurnThatIsRefusedForAnotherReasonCountsForNothing() {
        CodexClientImpl client = client(Budget.UNLIMITED, Budget.UNLIMITED, Budget.UNLIMITED.turns(2),
                "bulkhead.max-concurrent",
                "1", "bulkhead.max-queued", "0");
        run(client.startThread());
        for (int i = 0; i < 3; i++) {
            run(client.startThread()).awaitFailure().assertFailedWith(CodexOverloadedException.class);
        }
    }

    @Test
    void withoutItsStoreNothingBegins() {
        store = (key, more, keep) -> Uni.createFrom().failure(new IllegalStateException("no store today"));
        run(client(Budget.UNLIMITED, Budget.UNLIMITED, Budget.UNLIMITED.tokens(10)).startThread()).awaitFailure()
                .assertFailedWith(IllegalStateException.class, "no store today");
        assertThat(turns).isEmpty();
    }

    @Test
    void aStoreThatThrowsOrReturnsNothingHasFailed() {
        store = (key, more, keep) -> {
            throw new IllegalStateException("broken");
        };
        run(client(Budget.UNLIMITED, Budget.UNLIMITED, Budget.UNLIMITED.tokens(10)).startThread()).awaitFailure()
                .assertFailedWith(IllegalStateException.class, "broken");
        store = (key, more, keep) -> null;
        run(client(Budget.UNLIMITED, Budget.UNLIMITED, Budget.UNLIMITED.tokens(10)).startThread()).awaitFailure();
        assertThat(turns).isEmpty();
    }

    @Test
    void aStoreThatFailsWhileTheTurnRunsDoesNotEndIt() {
        BudgetStore working = new MemoryBudgetStore();
        store = (key, more, keep) -> {
            if (more.turns() == 0) {
                throw new IllegalStateException("broken");
            }
            return working.add(key, more, keep);
        };
        AssertSubscriber<TurnEvent> turn = run(
                client(Budget.UNLIMITED, Budget.UNLIMITED, Budget.UNLIMITED.tokens(10)).startThread());
        uses(60);
        ends(TurnStatus.COMPLETED);
        turn.awaitCompletion();
    }

    @Test
    void theStoreIsToldWhatWasUsedBeforeTheCallerHearsOfTheEnd() {
        MemoryBudgetStore memory = new MemoryBudgetStore();
        store = memory;
        AssertSubscriber<TurnEvent> turn = run(
                client(Budget.UNLIMITED, Budget.UNLIMITED.tokens(1000), Budget.UNLIMITED).startThread());
        last().emit(new TurnCompleted(TurnStatus.COMPLETED, new TokenUsage(5, 0, 0, 6, 0), null)).complete();
        turn.awaitCompletion();

        Spending spent = memory.add("thread:thread-1", Spending.NOTHING, Duration.ZERO).await().indefinitely();
        assertThat(spent.tokens()).isEqualTo(11);
        assertThat(spent.turns()).isEqualTo(1);
    }
}
