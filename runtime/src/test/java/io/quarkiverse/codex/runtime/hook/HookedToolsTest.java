package io.quarkiverse.codex.runtime.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexHookException;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.hook.AfterTool;
import io.quarkiverse.codex.hook.BeforeTool;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.hook.ToolFailure;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class HookedToolsTest {

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();
    private final List<ToolResult> limited = new ArrayList<>();
    private UnaryOperator<ToolResult> limit = UnaryOperator.identity();
    private final TestHooks hooks = new TestHooks();
    private ToolResult answer = ToolResult.text("closed");
    private boolean closed;

    private final ToolCaller tools = new ToolCaller() {

        @Override
        public List<ToolInfo> tools() {
            return List.of();
        }

        @Override
        public Uni<ToolResult> call(ToolCall call) {
            calls.add(call);
            return Uni.createFrom().item(answer);
        }

        @Override
        public ToolResult limited(ToolResult result) {
            limited.add(result);
            return limit.apply(result);
        }

        @Override
        public void close() {
            closed = true;
        }
    };

    private static ToolCall call(String namespace, String tool) {
        return new ToolCall("thread-1", "turn-1", "call-1", namespace, tool, JsonNodeFactory.instance.objectNode().put("id", 1),
                message -> {
                });
    }

    private ToolResult call(TurnHooks turn) {
        return turn.around(tools).call(call("tickets", "close")).await().atMost(Duration.ofSeconds(30));
    }

    @Test
    void hooksSeeTheCallAndItsAnswerInOrder() {
        TurnHooks turn = hooks
                .on(BeforeTool.class, event -> log.add("before " + event.tool() + event.arguments() + event.callId()))
                .on(AfterTool.class, event -> log.add("after " + event.arguments() + event.result().success()))
                .on(AfterTool.class, event -> log.add("after too")).turn();

        assertThat(call(turn)).isSameAs(answer);
        assertThat(log).containsExactly("before tickets.close{\"id\":1}call-1", "after {\"id\":1}true", "after too");
    }

    @Test
    void argumentsAndResultAreWhatTheHooksMakeOfThem() {
        TurnHooks turn = hooks
                .on(BeforeTool.class, event -> event.arguments(JsonNodeFactory.instance.objectNode().put("id", 2)))
                .on(BeforeTool.class, event -> log.add(event.arguments().toString()))
                .on(AfterTool.class, event -> event.result(ToolResult.text("changed")))
                .on(AfterTool.class, event -> event.result(event.result().and(event.result().content().get(0)))).turn();

        assertThat(call(turn).content()).hasSize(2).containsOnly(ToolResult.text("changed").content().get(0));
        assertThat(calls).singleElement().extracting(ToolCall::arguments).hasToString("{\"id\":2}");
        assertThat(log).containsExactly("{\"id\":2}");
    }

    @Test
    void whatIsDoneToTheArgumentsInPassingIsNotDoneToTheCall() {
        TurnHooks turn = hooks.on(BeforeTool.class, event -> ((ObjectNode) event.arguments()).put("id", 3)).turn();

        call(turn);

        assertThat(calls).singleElement().extracting(ToolCall::arguments).hasToString("{\"id\":1}");
    }

    @Test
    void theModelIsToldWhyACallIsRefused() {
        TurnHooks turn = hooks.on(BeforeTool.class, event -> event.veto("not today"))
                .on(BeforeTool.class, event -> log.add("asked")).on(AfterTool.class, event -> log.add("after")).turn();

        assertThat(call(turn)).isEqualTo(ToolResult.failure("not today"));
        assertThat(calls).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void patternsChooseTools() {
        TurnHooks turn = hooks.on(BeforeTool.class, OnError.DEFAULT, List.of("tickets.*"), event -> log.add("all tickets"))
                .on(BeforeTool.class, OnError.DEFAULT, List.of("x", "tickets.clos?"), event -> log.add("close"))
                .on(BeforeTool.class, OnError.DEFAULT, List.of("close", "ticketsXclose"), event -> log.add("never"))
                .on(BeforeTool.class, event -> log.add("every")).turn();

        call(turn);
        turn.around(tools).call(call("", "close")).await().indefinitely();

        assertThat(log).containsExactly("all tickets", "close", "every", "never", "every");
    }

    @Test
    void onlyFailuresAreTold() {
        TurnHooks turn = hooks.on(ToolFailure.class, event -> log.add("failed")).on(AfterTool.class, event -> log.add("after"))
                .turn();

        call(turn);
        answer = ToolResult.failure("no");
        call(turn);

        assertThat(log).containsExactly("after", "failed", "after");
    }

    @Test
    void whoMayRefuseAndFailsHasRefused() {
        TurnHooks turn = hooks.on(BeforeTool.class, event -> {
            throw new IllegalArgumentException("secret");
        }).turn();

        assertThat(call(turn)).isEqualTo(
                ToolResult.failure("The tool was not called, because a check of the application has failed"));
        assertThat(calls).isEmpty();
        turn.event(new TurnStarted()).await().indefinitely();
    }

    @Test
    void aHookThatMayFailLetsTheCallGoOn() {
        TurnHooks turn = hooks.on(BeforeTool.class, OnError.LOG, List.of(), event -> {
            event.arguments(JsonNodeFactory.instance.objectNode());
            throw new IllegalArgumentException("broken");
        }).on(AfterTool.class, event -> {
            event.result(ToolResult.text("half"));
            throw new IllegalArgumentException("broken");
        }).turn();

        assertThat(call(turn)).isSameAs(answer);
        assertThat(calls).singleElement().extracting(ToolCall::arguments).hasToString("{\"id\":1}");
    }

    @Test
    void aHookOfAToolMayFailTheTurn() {
        TurnHooks turn = hooks.on(AfterTool.class, OnError.FAIL, List.of(), event -> {
            throw new IllegalArgumentException("broken");
        }).turn();

        assertThat(call(turn).success()).isFalse();
        assertThatThrownBy(() -> turn.event(new TurnStarted()).await().indefinitely())
                .isInstanceOf(CodexHookException.class).hasRootCauseMessage("broken");
        assertThatThrownBy(() -> turn.completed(null).await().indefinitely()).isInstanceOf(CodexHookException.class);
    }

    @Test
    void theEndOfTheTurnDropsAHookThatRuns() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> dropped = new CompletableFuture<>();
        TurnHooks turn = hooks.later(BeforeTool.class, OnError.DEFAULT, List.of(),
                event -> Uni.createFrom().nothing().onSubscription().invoke(() -> begun.complete(null))
                        .onCancellation().invoke(() -> dropped.complete(null)))
                .turn();
        ToolCaller hooked = turn.around(tools);
        UniAssertSubscriber<ToolResult> result = hooked.call(call("", "close")).subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        begun.get(30, TimeUnit.SECONDS);
        hooked.close();

        dropped.get(30, TimeUnit.SECONDS);
        assertThat(result.awaitItem().getItem()).isEqualTo(ToolResult.failure("The turn is over"));
        assertThat(closed).isTrue();
        assertThat(calls).isEmpty();
    }

    @Test
    void whatHooksSayIsCutLikeWhatToolsSay() {
        limit = result -> ToolResult.text("cut");
        ToolResult changed = ToolResult.text("changed");

        assertThat(call(hooks.on(AfterTool.class, event -> event.result(changed)).turn())).isEqualTo(ToolResult.text("cut"));
        assertThat(limited).containsExactly(changed);
        assertThat(call(new TestHooks().on(BeforeTool.class, event -> event.veto("no")).turn()))
                .isEqualTo(ToolResult.text("cut"));
        assertThat(limited).containsExactly(changed, ToolResult.failure("no"));
    }

    @Test
    void whatTheToolItselfSaidIsNotCutTwice() {
        assertThat(call(hooks.on(AfterTool.class, event -> log.add("seen")).turn())).isSameAs(answer);
        assertThat(limited).isEmpty();
    }
}
