package io.quarkiverse.codex.test;

import static io.quarkiverse.codex.testing.Step.shell;
import static io.quarkiverse.codex.testing.Step.together;
import static io.quarkiverse.codex.testing.Step.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.tool.ToolContent;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;

class McpToolsTest {

    private static final String APPLICATION_TOOLS = "mcp__application";

    @RegisterExtension
    static final ScriptedApplication APPLICATION = McpApplication.create(McpToolsTest::script);

    @Inject
    ExecTurns turns;

    private static void script(ScriptedModel model) {
        model.when("call").then(call("count", 3)).reply("Done.");
        model.when("of a namespace").then(call("orders__count", 3)).reply("Done.");
        model.when("badly").then(toolCall("count", Map.of("a", List.of("x"), "b", Map.of("c", 1.5))).in(APPLICATION_TOOLS))
                .reply("Done.");
        model.when("three").then(together(call("count", 1), call("count", 2), call("count", 3))).reply("Done.");
        model.when("unknown").then(call("other", 1)).reply("Done.");
        model.when("show me").then(shell("env")).reply("Done.");
    }

    private static Step call(String tool, int a) {
        return toolCall(tool, Map.of("a", a)).in(APPLICATION_TOOLS);
    }

    @Test
    void areCalledWithTheirArguments() {
        TestTools tools = new TestTools().with("count", ToolResult.text("three").and(new ToolContent.Text("and more")));

        List<TurnEvent> events = turns.run("call", tools);

        McpToolCall item = item(events);
        assertThat(item.server()).isEqualTo("application");
        assertThat(item.tool()).isEqualTo("count");
        assertThat(item.status()).isEqualTo(ItemStatus.COMPLETED);
        assertThat(item.result().content()).extracting(content -> content.path("text").asText())
                .containsExactly("three", "and more");
        ToolCall call = tools.calls.get(0);
        assertThat(call.tool()).isEqualTo("count");
        assertThat(call.namespace()).isEmpty();
        assertThat(call.arguments().path("a").asInt()).isEqualTo(3);
        assertThat(call.threadId()).isEqualTo(((ThreadStarted) events.get(0)).threadId());
        assertThat(call.turnId()).isNotEmpty().isNotEqualTo(call.threadId());
        assertThat(call.callId()).isNotEmpty();
    }

    @Test
    void ofANamespaceBearItInTheirName() {
        TestTools tools = new TestTools().with("count", ToolResult.text("none")).with("orders", "count",
                call -> Uni.createFrom().item(ToolResult.text("orders")));

        assertThat(item(turns.run("of a namespace", tools)).result().content().get(0).path("text").asText())
                .isEqualTo("orders");
        assertThat(tools.calls).extracting(ToolCall::namespace, ToolCall::tool).containsExactly(
                tuple("orders", "count"));
    }

    @Test
    void getArgumentsAsTheModelGaveThem() {
        TestTools tools = new TestTools().with("count", ToolResult.failure("a has to be a whole number"));

        McpToolCall item = item(turns.run("badly", tools));

        assertThat(tools.calls.get(0).arguments().path("a")).hasToString("[\"x\"]");
        assertThat(tools.calls.get(0).arguments().path("b")).hasToString("{\"c\":1.5}");
        assertThat(item.status()).isEqualTo(ItemStatus.FAILED);
        assertThat(item.toString()).contains("a has to be a whole number");
    }

    @Test
    void answerWithPictures() {
        TestTools tools = new TestTools().with("count", ToolResult.image(new byte[] { 1, 2, 3 }, "image/png"));

        assertThat(item(turns.run("call", tools)).result().content().get(0))
                .hasToString("{\"type\":\"image\",\"data\":\"AQID\",\"mimeType\":\"image/png\"}");
    }

    @Test
    void answerWithSoundsToModelsThatHear() {
        TestTools tools = new TestTools().with("count", ToolResult.audio(new byte[] { 1, 2, 3 }, "audio/wav"));

        assertThat(item(turns.run("call", tools)).result().content().get(0).path("text").asText())
                .isEqualTo("<audio content omitted because you do not support audio input>");
    }

    @Test
    void areOverWithTheTurn() {
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        CompletableFuture<String> called = new CompletableFuture<>();
        TestTools tools = new TestTools().with("", "count", call -> Uni.createFrom().<ToolResult> emitter(emitter -> {
            emitter.onTermination(() -> cancelled.complete("cancelled"));
            called.complete("called");
        }));

        Cancellable turn = turns.start("call", tools).subscribe().with(event -> {
        });

        assertThat(called).succeedsWithin(Duration.ofSeconds(30));
        turn.cancel();
        assertThat(cancelled).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void runAtTheSameTime() {
        CountDownLatch all = new CountDownLatch(3);
        TestTools tools = new TestTools().with("", "count", call -> Uni.createFrom().item(() -> {
            all.countDown();
            try {
                return ToolResult.text(call.arguments().path("a") + " " + all.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));

        assertThat(turns.calls("three", tools)).extracting(item -> item.result().content().get(0).path("text").asText())
                .containsExactlyInAnyOrder("1 true", "2 true", "3 true");
    }

    @Test
    void ofOtherTurnsAreNotThere() {
        TestTools others = new TestTools().with("other", ToolResult.text("wrong"));
        turns.run("call", others);
        TestTools own = new TestTools().with("count", ToolResult.text("right"));

        assertThat(turns.calls("unknown", own)).isEmpty();
        assertThat(others.calls).isEmpty();
        assertThat(own.calls).isEmpty();
    }

    @Test
    void hideTheirTokenFromCommands() {
        List<TurnEvent> events = turns.run("show me", new TestTools().with("count", ToolResult.text("")));

        CommandExecution command = (CommandExecution) events.stream().filter(ItemCompleted.class::isInstance)
                .map(event -> ((ItemCompleted) event).item()).filter(CommandExecution.class::isInstance).findFirst()
                .orElseThrow();
        assertThat(command.aggregatedOutput()).contains("CODEX_HOME=").containsPattern("QUARKUS_CODEX_TOOLS_TOKEN=(\\n|$)");
    }

    private static McpToolCall item(List<TurnEvent> events) {
        List<McpToolCall> items = events.stream().filter(ItemCompleted.class::isInstance)
                .map(event -> ((ItemCompleted) event).item()).filter(McpToolCall.class::isInstance)
                .map(McpToolCall.class::cast).toList();
        assertThat(items).as("calls in %s", events).hasSize(1);
        return items.get(0);
    }
}
