package io.quarkiverse.codex.runtime.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexBudgetExceededException;
import io.quarkiverse.codex.CodexBudgetExceededException.Resource;
import io.quarkiverse.codex.CodexBudgetExceededException.Scope;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.method.Caller;

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

    /** A turn whose thread has no id yet. */
    private static final class NewThread implements ObservedTurn {

        final CompletableFuture<CodexException> end = new CompletableFuture<>();

        @Override
        public String clientName() {
            return "client";
        }

        @Override
        public Optional<String> threadId() {
            return Optional.empty();
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
