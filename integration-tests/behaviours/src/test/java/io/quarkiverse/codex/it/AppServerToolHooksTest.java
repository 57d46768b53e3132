package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.hook.AfterTool;
import io.quarkiverse.codex.hook.BeforeTool;
import io.quarkiverse.codex.hook.ItemPhase;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.runtime.hook.ClientHooks;
import io.quarkiverse.codex.runtime.hook.HookMethod;
import io.quarkiverse.codex.runtime.hook.HookTrigger;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.quarkiverse.codex.runtime.method.ExecutionModel;
import io.quarkiverse.codex.testing.ToolOutput;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Hooks around a tool that a real codex calls. */
@Tag("app-server")
class AppServerToolHooksTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final List<HookMethod> methods = new ArrayList<>();
    private final List<Consumer<Object>> bodies = new ArrayList<>();
    private final List<ToolCall> calls = new CopyOnWriteArrayList<>();

    private final ToolCaller tools = new ToolCaller() {

        @Override
        public List<ToolInfo> tools() {
            return List.of(new ToolInfo("", "lookup", "Looks something up",
                    JsonNodeFactory.instance.objectNode().put("type", "object"), true, false, true));
        }

        @Override
        public Uni<ToolResult> call(ToolCall call) {
            calls.add(call);
            return Uni.createFrom().item(ToolResult.text("the secret number is 42"));
        }
    };

    private <T> void on(Class<T> type, Consumer<T> body) {
        methods.add(new HookMethod("hook", HookTrigger.of(type).orElseThrow(), type, ItemPhase.COMPLETED, List.of(), List.of(),
                OnError.DEFAULT, ExecutionModel.WORKER, -1));
        bodies.add(event -> body.accept(type.cast(event)));
    }

    /** Has the model call the tool, and returns what it heard of it. */
    private ToolOutput outputOfCall() {
        codex.observer(new ClientHooks("hooked", methods, index -> (bean, arguments) -> {
            bodies.get(index).accept(arguments[0]);
            return null;
        }, Duration.ofSeconds(30), Infrastructure.getDefaultWorkerPool()));
        // Inside of the hooks.
        codex.observer(turn -> new TurnWatch() {

            @Override
            public ToolCaller around(ToolCaller none) {
                return tools;
            }
        });
        codex.model().when("go").call("lookup", Map.of("id", 1)).reply("Done.");
        resultOf(codex.client().startThread().run("go"));
        return codex.model().requests().stream().flatMap(request -> request.toolOutputs().stream()).reduce((a, b) -> b)
                .orElseThrow();
    }

    @Test
    void argumentsAndResultAreWhatTheHooksMakeOfThem() {
        on(BeforeTool.class, call -> call.arguments(JsonNodeFactory.instance.objectNode().put("id", 2)));
        on(AfterTool.class, call -> call.result(ToolResult.text("the secret number is ***")));

        assertThat(outputOfCall().toString()).contains("***").doesNotContain("42");
        assertThat(calls).singleElement().extracting(ToolCall::arguments).hasToString("{\"id\":2}");
    }

    @Test
    void theModelHearsWhyACallIsRefused() {
        on(BeforeTool.class, call -> call.veto("no looking up of " + call.arguments().path("id")));

        assertThat(outputOfCall().toString()).contains("no looking up of 1");
        assertThat(calls).isEmpty();
    }
}
