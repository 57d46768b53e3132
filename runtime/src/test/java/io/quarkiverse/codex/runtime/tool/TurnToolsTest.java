package io.quarkiverse.codex.runtime.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.tool.ToolContent;
import io.quarkiverse.codex.tool.ToolContext;
import io.quarkiverse.codex.tool.ToolException;
import io.quarkiverse.codex.tool.ToolFunction;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkiverse.codex.tool.ToolSelection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.infrastructure.Infrastructure;

class TurnToolsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> progress = new ArrayList<>();
    private Duration timeout = Duration.ZERO;
    private Map<String, Duration> timeouts = Map.of();
    private long maxResultBytes = 1_000;

    record Ticket(int number) {
    }

    @Test
    void makesAResultOfWhateverComes() {
        assertThat(answer((arguments, context) -> "text")).isEqualTo(ToolResult.text("text"));
        assertThat(answer((arguments, context) -> null)).isEqualTo(ToolResult.text("Done"));
        assertThat(answer((arguments, context) -> new Ticket(7))).isEqualTo(ToolResult.text("{\"number\":7}"));
        assertThat(answer((arguments, context) -> Optional.of(List.of(1, 2)))).isEqualTo(ToolResult.text("[1,2]"));
        assertThat(answer((arguments, context) -> Uni.createFrom().item("later"))).isEqualTo(ToolResult.text("later"));
        assertThat(answer((arguments, context) -> CompletableFuture.completedFuture(ToolResult.failure("no"))))
                .isEqualTo(ToolResult.failure("no"));
        assertThat(answer((arguments, context) -> new ToolContent.Image("data:"))).isEqualTo(
                ToolResult.of(new ToolContent.Image("data:")));
    }

    @Test
    void saysInWordsWhatHasGoneWrong() {
        assertThat(answer((arguments, context) -> {
            throw new ToolException("not on Sundays");
        })).isEqualTo(ToolResult.failure("not on Sundays"));
        assertThat(answer((arguments, context) -> {
            throw new IllegalStateException("secret");
        })).isEqualTo(ToolResult.failure("tool is broken"));
        assertThat(answer((arguments, context) -> {
            throw new StackOverflowError("secret");
        })).isEqualTo(ToolResult.failure("tool is broken"));
        assertThat(answer((arguments, context) -> {
            throw new SecurityException("secret");
        }).content().get(0).toString()).contains("Not allowed").doesNotContain("secret");
        assertThat(answer((arguments, context) -> new Object() {
            @SuppressWarnings("unused")
            public String getText() {
                throw new IllegalStateException("secret");
            }
        })).isEqualTo(ToolResult.failure("tool is broken"));
    }

    @Test
    void cutsAtACharacterAndLeavesOutWhatCannotBeCut() {
        maxResultBytes = 6;
        assertThat(answer((arguments, context) -> "aäöü").content().get(0).toString()).contains("aäö\n[cut off here")
                .contains("4 characters, 3 are shown");
        assertThat(answer((arguments, context) -> "a😀b").content().get(0)).isEqualTo(new ToolContent.Text("a😀b"));
        assertThat(answer((arguments, context) -> "aa😀b").content().get(0)).isInstanceOfSatisfying(ToolContent.Text.class,
                text -> assertThat(text.text()).startsWith("aa😀\n[cut"));
        assertThat(answer((arguments, context) -> ToolResult.of(new ToolContent.Text("abc"), new ToolContent.Image("data:x"))))
                .isEqualTo(ToolResult.of(new ToolContent.Text("abc"),
                        new ToolContent.Text("[an image was left out: a result may have 6 bytes]")));
    }

    @Test
    void whatGoesWrongIsCutToo() {
        maxResultBytes = 6;

        ToolResult result = answer((arguments, context) -> {
            throw new ToolException("not on Sundays");
        });

        assertThat(result.success()).isFalse();
        assertThat(result.content().get(0)).isInstanceOfSatisfying(ToolContent.Text.class,
                text -> assertThat(text.text()).startsWith("not on\n[cut off here").contains("14 characters, 6 are shown"));
    }

    @Test
    void whoeverChangesAResultHasTheSameLimit() {
        maxResultBytes = 6;
        ToolCaller tools = tools((arguments, context) -> "done");

        assertThat(tools.limited(ToolResult.text("changed"))).extracting(ToolResult::content).asString()
                .contains("change\n[cut off here");
    }

    @Test
    void aToolMayHaveATimeOfItsOwn() throws Exception {
        timeouts = Map.of("tool", Duration.ofSeconds(1));
        CompletableFuture<Void> cancelled = new CompletableFuture<>();

        ToolResult result = answer((arguments, context) -> {
            context.cancelled().subscribe().with(nothing -> cancelled.complete(null));
            return Uni.createFrom().nothing();
        });

        assertThat(result.success()).isFalse();
        assertThat(result.content().get(0).toString()).contains("did not answer in time (1000 ms)");
        cancelled.get(30, TimeUnit.SECONDS);
    }

    @Test
    void endsWithTheTurn() {
        CompletableFuture<ToolContext> begun = new CompletableFuture<>();
        TurnTools tools = tools((arguments, context) -> {
            begun.complete(context);
            return Uni.createFrom().nothing();
        });
        UniAssertSubscriber<ToolResult> running = tools.call(call("tool")).subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        ToolContext context = begun.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(context.isCancelled()).isFalse();
        context.progress("half");

        tools.close();

        assertThat(running.awaitItem().getItem()).isEqualTo(ToolResult.failure("The turn is over"));
        assertThat(context.isCancelled()).isTrue();
        context.progress("too late");
        assertThat(progress).containsExactly("half");
        assertThat(tools.open()).isZero();
        assertThat(tools.call(call("tool")).await().atMost(PATIENCE)).isEqualTo(ToolResult.failure("The turn is over"));
    }

    @Test
    void whoeverCancelsTheCallCancelsTheTool() {
        CompletableFuture<ToolContext> begun = new CompletableFuture<>();
        TurnTools tools = tools((arguments, context) -> {
            begun.complete(context);
            return Uni.createFrom().nothing();
        });
        UniAssertSubscriber<ToolResult> running = tools.call(call("tool")).subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        ToolContext context = begun.orTimeout(30, TimeUnit.SECONDS).join();

        running.cancel();

        assertThat(context.cancelled().await().atMost(PATIENCE)).isNull();
        assertThat(tools.open()).isZero();
    }

    @Test
    void aCallThatEndsByItselfIsNotCancelled() {
        CompletableFuture<ToolContext> seen = new CompletableFuture<>();
        answer((arguments, context) -> {
            seen.complete(context);
            return "done";
        });

        assertThat(seen.join().isCancelled()).isFalse();
    }

    @Test
    void callsNothingThatIsNotThere() {
        TurnTools tools = tools((arguments, context) -> "done");

        assertThat(tools.call(call("other")).await().atMost(PATIENCE))
                .isEqualTo(ToolResult.failure("The tool other is not available: go on without it"));
    }

    @Test
    void takesNoOtherArgumentsThanAnObject() {
        TurnTools tools = tools((arguments, context) -> arguments.size());

        assertThat(tools.call(call("tool", JsonNodeFactory.instance.nullNode())).await().atMost(PATIENCE))
                .isEqualTo(ToolResult.text("0"));
        assertThat(tools.call(call("tool", JsonNodeFactory.instance.arrayNode())).await().atMost(PATIENCE))
                .isEqualTo(ToolResult.failure("The arguments of tool are wrong:\n(arguments): object expected, array found"));
    }

    private ToolResult answer(ToolFunction function) {
        return tools(function).call(call("tool")).await().atMost(PATIENCE);
    }

    private TurnTools tools(ToolFunction function) {
        ToolSettings settings = new ToolSettings(ToolSelection.all(), timeout, timeouts,
                maxResultBytes, "{tool} is broken");
        ToolDesk desk = new ToolDesk("client", ToolRegistry.EMPTY, settings, new ObjectMapper(),
                Infrastructure.getDefaultWorkerPool());
        desk.add(new AddedTool(ToolInfo.builder("tool", "Does it").build(), function));
        return desk.openTurn(Optional.of(ToolSelection.all()), Caller.NOBODY);
    }

    private ToolCall call(String tool) {
        return call(tool, JsonNodeFactory.instance.objectNode());
    }

    private ToolCall call(String tool, JsonNode arguments) {
        return new ToolCall("thread", "turn", "call", "", tool, arguments, progress::add);
    }
}
