package io.quarkiverse.codex.runtime.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexBudgetExceededException;
import io.quarkiverse.codex.CodexBudgetExceededException.Resource;
import io.quarkiverse.codex.CodexBudgetExceededException.Scope;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.budget.Spending;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.method.Caller;
import io.smallrye.mutiny.Uni;

class BudgetWatchTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void theTimeOfANewThreadIsUpInItsFirstTurnToo() throws Exception {
        NewThread turn = new NewThread();
        Account ofThread = new Account(Scope.THREAD, Budget.UNLIMITED.wallTime(Duration.ofMillis(20)), "the thread's", "thread",
                Duration.ofDays(1));
        BudgetWatch watch = new BudgetWatch(turn,
                new Account(Scope.TURN, Budget.UNLIMITED.wallTime(Duration.ofDays(1)), "the turn's", null, Duration.ZERO),
                id -> Optional.of(ofThread), Optional.empty(), new MemoryBudgetStore(), timer);

        watch.before(Optional.empty()).await().indefinitely();
        watch.event(new ThreadStarted("t"));

        assertThat(turn.end.get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(CodexBudgetExceededException.class, exceeded -> {
            assertThat(exceeded.scope()).isEqualTo(Scope.THREAD);
            assertThat(exceeded.resource()).isEqualTo(Resource.WALL_TIME);
        });
    }

    @Test
    void aThreadThatStandsInForAnotherHasWhatThatHasLeft() throws Exception {
        NewThread turn = new NewThread();
        turn.lost = Optional.of("lost");
        MemoryBudgetStore store = new MemoryBudgetStore();
        store.add("lost", new Spending(70, 2, 3, 40), Duration.ofDays(1)).await().indefinitely();
        BudgetWatch watch = watchOfThread(turn, Budget.UNLIMITED.turns(4), store);

        watch.before(Optional.empty()).await().indefinitely();
        watch.event(new ThreadStarted("new"));
        watch.event(new TokenUsageUpdated(new TokenUsage(5, 0, 0, 0, 0), null, null));

        Spending counted = store.add("new", Spending.NOTHING, Duration.ofDays(1)).await().indefinitely();
        assertThat(counted.tokens()).isEqualTo(75);
        assertThat(counted.toolCalls()).isEqualTo(2);
        assertThat(counted.turns()).isEqualTo(4);
        assertThat(store.add("lost", Spending.NOTHING, Duration.ofDays(1)).await().indefinitely().tokens()).isEqualTo(70);
        assertThat(turn.end).isNotDone();
    }

    @Test
    void aThreadThatStandsInForAnotherOfWhichNothingIsLeftIsNotStarted() {
        NewThread turn = new NewThread();
        turn.lost = Optional.of("lost");
        MemoryBudgetStore store = new MemoryBudgetStore();
        store.add("lost", new Spending(0, 0, 4, 0), Duration.ofDays(1)).await().indefinitely();
        BudgetWatch watch = watchOfThread(turn, Budget.UNLIMITED.turns(4), store);

        assertThatThrownBy(() -> watch.before(Optional.empty()).await().indefinitely())
                .isInstanceOf(CodexBudgetExceededException.class);
        assertThat(store.add("lost", Spending.NOTHING, Duration.ofDays(1)).await().indefinitely().turns()).isEqualTo(4);
    }

    private BudgetWatch watchOfThread(ObservedTurn turn, Budget budget, BudgetStore store) {
        return new BudgetWatch(turn, new Account(Scope.TURN, Budget.UNLIMITED, "the turn's", null, Duration.ZERO),
                id -> Optional.of(new Account(Scope.THREAD, budget, "the thread's", id, Duration.ofDays(1))), Optional.empty(),
                store, timer);
    }

    private BudgetWatch watchOfClient(ObservedTurn turn, Duration wallTime, BudgetStore store) {
        return new BudgetWatch(turn, new Account(Scope.TURN, Budget.UNLIMITED, "the turn's", null, Duration.ZERO),
                id -> Optional.empty(),
                Optional.of(new Account(Scope.CLIENT, Budget.UNLIMITED.wallTime(wallTime), "the client's",
                        "client", Duration.ofDays(1))),
                store, timer);
    }

    private static void begin(BudgetWatch watch) {
        watch.before(Optional.empty()).await().indefinitely();
        watch.event(new TurnStarted());
    }

    @Test
    void aSilentTurnEndsWhenItsTimeIsUpThoughTheStoreHasGone() throws Exception {
        NewThread turn = new NewThread();
        MemoryBudgetStore memory = new MemoryBudgetStore();
        AtomicInteger asked = new AtomicInteger();
        begin(watchOfClient(turn, Duration.ofMillis(20), (key, more, keep) -> asked.incrementAndGet() == 1
                ? memory.add(key, more, keep)
                : Uni.createFrom().failure(new IllegalStateException("gone"))));

        assertThat(turn.end.get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(CodexBudgetExceededException.class, exceeded -> {
            assertThat(exceeded.scope()).isEqualTo(Scope.CLIENT);
            assertThat(exceeded.resource()).isEqualTo(Resource.WALL_TIME);
            assertThat(exceeded.used()).isGreaterThanOrEqualTo(20);
        });
    }

    @Test
    void aSilentTurnHasTheTimeThatTheStoreHasForgottenAndNoMore() throws Exception {
        NewThread turn = new NewThread();
        MemoryBudgetStore before = new MemoryBudgetStore();
        MemoryBudgetStore after = new MemoryBudgetStore();
        before.add("client", new Spending(0, 0, 0, 180), Duration.ofDays(1)).await().indefinitely();
        AtomicInteger asked = new AtomicInteger();
        begin(watchOfClient(turn, Duration.ofMillis(200),
                (key, more, keep) -> (asked.incrementAndGet() == 1 ? before : after).add(key, more, keep)));

        assertThat(turn.end.get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(CodexBudgetExceededException.class,
                exceeded -> assertThat(exceeded.turn().wallTimeMs()).isGreaterThanOrEqualTo(200));
    }

    /** A turn whose thread has no id yet. */
    private static final class NewThread implements ObservedTurn {

        final CompletableFuture<CodexException> end = new CompletableFuture<>();
        Optional<String> lost = Optional.empty();

        @Override
        public String clientName() {
            return "client";
        }

        @Override
        public Optional<String> threadId() {
            return Optional.empty();
        }

        @Override
        public Optional<String> standsInFor() {
            return lost;
        }

        @Override
        public Optional<String> turnId() {
            return Optional.empty();
        }

        @Override
        public Optional<String> model() {
            return Optional.empty();
        }

        @Override
        public boolean opensThread() {
            return true;
        }

        @Override
        public Budget budget() {
            return Budget.UNLIMITED;
        }

        @Override
        public Budget threadBudget() {
            return Budget.UNLIMITED;
        }

        @Override
        public Caller caller() {
            return null;
        }

        @Override
        public void end(CodexException why) {
            end.complete(why);
        }
    }
}
