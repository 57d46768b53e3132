package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.hook.AfterTurn;
import io.quarkiverse.codex.hook.BeforeTool;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.TurnNotice;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;

/**
 * Tools and hooks of turns for which all of the application's worker pool waits, on whatever transport.
 */
abstract class BlockedPoolScenarios {

    private static final int THREADS = 2;
    private static final List<String> TOOLS = List.of("blocking", "virtual", "observed", "slow", "stuck");

    private static final String PLACE = "loop false, may block true true, of its own true, request true";

    @Inject
    CodexClient codex;

    @Inject
    Tools tools;

    @Inject
    Hooks hooks;

    @Singleton
    static class Tools {

        final CountDownLatch testIsOver = new CountDownLatch(1);
        private final CountDownLatch turnWasObserved = new CountDownLatch(1);

        @CodexTool(description = "Blocks")
        String blocking() {
            return where();
        }

        @CodexTool(description = "Blocks a thread that costs nothing")
        @RunOnVirtualThread
        String virtual() {
            return where();
        }

        @CodexTool(description = "Waits for an observer of events")
        String observed() throws InterruptedException {
            return "observed " + turnWasObserved.await(60, TimeUnit.SECONDS);
        }

        void observe(@ObservesAsync TurnNotice notice) {
            turnWasObserved.countDown();
        }

        @CodexTool(description = "Never answers")
        Uni<String> slow() {
            return Uni.createFrom().nothing();
        }

        @CodexTool(description = "Never comes back")
        void stuck() throws InterruptedException {
            testIsOver.await();
        }

        private static String where() {
            return "loop " + Context.isOnEventLoopThread() + ", may block " + BlockingOperationControl.isBlockingAllowed()
                    + " " + Infrastructure.canCallerThreadBeBlocked() + ", of its own " + VertxContext.isOnDuplicatedContext()
                    + ", request " + Arc.container().requestContext().isActive();
        }
    }

    @Singleton
    static class Hooks {

        final List<String> seen = new CopyOnWriteArrayList<>();

        @CodexHook
        void check(BeforeTurn turn) {
            seen.add("before turn " + Context.isOnEventLoopThread());
        }

        @CodexHook
        Uni<Void> hesitate(AfterTurn turn) {
            return Uni.createFrom().nothing();
        }

        @CodexHook(tools = "blocking")
        void check(BeforeTool call) {
            seen.add("before " + call.tool() + " " + Context.isOnEventLoopThread());
        }
    }

    static QuarkusUnitTest application(ToolTransport transport) {
        return transport.application(model -> {
            Step[] calls = TOOLS.stream().map(tool -> transport.call(tool, Map.of())).toArray(Step[]::new);
            model.when("go").then(calls).reply("Done.");
        }, BlockedPoolScenarios.class, Tools.class, Hooks.class)
                .overrideConfigKey("quarkus.thread-pool.max-threads", String.valueOf(THREADS))
                .overrideRuntimeConfigKey("quarkus.codex.hooks.timeout", "1s")
                .overrideRuntimeConfigKey("quarkus.codex.tools.slow.timeout", "100ms")
                .overrideRuntimeConfigKey("quarkus.codex.tools.stuck.timeout", "100ms");
    }

    @AfterEach
    void letGo() {
        tools.testIsOver.countDown();
    }

    @Test
    void runAndEndInTime() throws Exception {
        for (CompletableFuture<TurnResult> turn : inAllOfThePool()) {
            TurnResult result = turn.get(90, TimeUnit.SECONDS);

            assertThat(result.finalResponse()).isEqualTo("Done.");
            assertThat(ToolAnswer.of(result)).extracting(ToolAnswer::tool).containsExactlyElementsOf(TOOLS);
            assertThat(ToolAnswer.of(result)).filteredOn(ToolAnswer::success).extracting(ToolAnswer::text)
                    .containsExactly(PLACE, PLACE, "observed true");
            assertThat(ToolAnswer.of(result)).filteredOn(answer -> !answer.success()).extracting(ToolAnswer::text).hasSize(2)
                    .allMatch(text -> text.contains("did not answer in time"));
        }
        assertThat(hooks.seen).containsExactlyInAnyOrder("before turn false", "before turn false", "before blocking false",
                "before blocking false");
    }

    /** Each thread of the pool waits for a turn. */
    private List<CompletableFuture<TurnResult>> inAllOfThePool() {
        CyclicBarrier allAreBusy = new CyclicBarrier(THREADS);
        List<CompletableFuture<TurnResult>> turns = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            CompletableFuture<TurnResult> turn = new CompletableFuture<>();
            turns.add(turn);
            Infrastructure.getDefaultWorkerPool().execute(() -> {
                try {
                    allAreBusy.await(30, TimeUnit.SECONDS);
                    turn.complete(codex.startThread().runAndAwait("go"));
                } catch (Exception e) {
                    turn.completeExceptionally(e);
                }
            });
        }
        return turns;
    }
}
