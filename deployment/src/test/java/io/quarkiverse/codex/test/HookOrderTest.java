package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.hook.AfterTurn;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.HookContext;
import io.quarkiverse.codex.hook.ItemPhase;
import io.quarkiverse.codex.hook.ThreadOpened;
import io.quarkiverse.codex.hook.TurnFailure;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.test.BothTransports.OnBothTransports;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

class HookOrderTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = BothTransports.application(
            model -> model.when("go").shell("echo hi").reply("Done."));

    @Inject
    BothTransports transports;

    @Inject
    Log log;

    @BeforeEach
    void empty() {
        log.lines.clear();
    }

    @OnBothTransports
    void runsEachHookOnceInOrderBeforeTheCaller(String transport) {
        transports.client(transport).startThread().runStreamed("go").onItem()
                .invoke(event -> log.lines.add("caller " + event.type()))
                .collect().asList().await().indefinitely();

        assertThat(log.lines).containsSubsequence("before " + transport + " new", "before async",
                "opened false true", "started true", "any thread.started", "caller thread.started",
                "command started IN_PROGRESS", "any item.started", "caller item.started",
                "command COMPLETED", "any item.completed", "caller item.completed",
                "answer Done.", "any item.completed", "caller item.completed",
                "completed event", "any turn.completed", "caller turn.completed",
                "after Done. 2", "late after");
        assertThat(log.lines).filteredOn(line -> !line.startsWith("caller") && !line.startsWith("any")
                && !line.startsWith("item "))
                .containsOnlyOnce("before " + transport + " new", "before async", "opened false true",
                        "started true", "command started IN_PROGRESS", "command COMPLETED", "answer Done.",
                        "completed event", "after Done. 2", "late after")
                .noneMatch(line -> line.startsWith("failure"));
        assertThat(log.lines).filteredOn(line -> line.startsWith("any")).extracting(line -> line.substring(4))
                .isEqualTo(log.lines.stream().filter(line -> line.startsWith("caller")).map(line -> line.substring(7))
                        .toList());
    }

    @OnBothTransports
    void aThreadIsOpenedOnceForItsObject(String transport) {
        var thread = transports.client(transport).startThread();
        thread.runAndAwait("go");
        thread.runAndAwait("go");
        transports.client(transport).resumeThread(thread.id().orElseThrow()).runAndAwait("go");

        assertThat(log.lines).filteredOn(line -> line.startsWith("opened")).containsExactly("opened false true",
                "opened true true");
        assertThat(log.lines).filteredOn(line -> line.startsWith("started")).hasSize(3);
    }

    @Singleton
    static class Log {

        final List<String> lines = new CopyOnWriteArrayList<>();
    }

    /** Without a scope of its own. */
    static class Hooks {

        @Inject
        Log log;

        @CodexHook
        @Priority(20)
        Uni<Void> beforeToo(BeforeTurn turn) {
            return Uni.createFrom().voidItem().invoke(
                    () -> log.lines.add(Context.isOnEventLoopThread() ? "before async" : Thread.currentThread().getName()));
        }

        @CodexHook
        @Priority(10)
        void before(BeforeTurn turn) {
            log.lines.add("before " + turn.clientName() + " " + turn.threadId().orElse("new"));
        }

        @CodexHook(client = CodexClient.DEFAULT_NAME)
        void never(BeforeTurn turn) {
            log.lines.add("failure: of another client");
        }

        @CodexHook
        @Priority(1)
        void opened(ThreadOpened thread) {
            log.lines.add("opened " + thread.resumed() + " " + thread.threadId().isPresent());
        }

        @CodexHook
        void started(HookContext context, ThreadStarted event) {
            log.lines.add("started " + context.threadId().orElseThrow().equals(event.threadId()));
        }

        @CodexHook
        @Priority(3000)
        CompletionStage<Void> any(TurnEvent event) {
            log.lines.add("any " + event.type());
            return CompletableFuture.completedFuture(null);
        }

        @CodexHook(item = ItemPhase.STARTED)
        void commandStarted(CommandExecution command) {
            log.lines.add("command started " + command.status());
        }

        @CodexHook
        void command(CommandExecution command, HookContext context) {
            log.lines.add("command " + command.status());
        }

        @CodexHook
        void answer(AgentMessage message) {
            log.lines.add("answer " + message.text());
        }

        @CodexHook
        void item(ThreadItem item) {
            log.lines.add("item " + item.type());
        }

        @CodexHook
        void completed(TurnCompleted event) {
            log.lines.add("completed event");
        }

        @CodexHook
        void failure(TurnFailure failure) {
            log.lines.add("failure " + failure.cause());
        }
    }

    @Priority(5000)
    static class LateHooks {

        @Inject
        Log log;

        @CodexHook
        @Priority(4000)
        void after(AfterTurn turn) {
            log.lines.add("after " + turn.result().finalResponse() + " " + turn.result().items().size());
        }

        @CodexHook
        void alsoAfter(AfterTurn turn) {
            log.lines.add("late after");
        }
    }
}
