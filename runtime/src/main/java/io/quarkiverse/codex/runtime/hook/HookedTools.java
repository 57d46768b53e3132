package io.quarkiverse.codex.runtime.hook;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexHookException;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

/**
 * Tools with hooks before and after their calls. Thread-safe.
 */
final class HookedTools implements ToolCaller {

    private static final String NOT_ASKED = "The tool was not called, because a check of the application has failed";
    private static final String WITHHELD = "The tool was called, but its result is withheld, because a check of the"
            + " application has failed";

    private final ToolCaller tools;
    private final ClientHooks hooks;
    private final ObservedTurn turn;
    private final Caller caller;
    private final Consumer<CodexHookException> breaks;
    private final CompletableFuture<ToolResult> over = new CompletableFuture<>();

    /**
     * @param breaks has the turn fail
     */
    HookedTools(ToolCaller tools, ClientHooks hooks, ObservedTurn turn, Caller caller, Consumer<CodexHookException> breaks) {
        this.tools = tools;
        this.hooks = hooks;
        this.turn = turn;
        this.caller = caller;
        this.breaks = breaks;
    }

    @Override
    public List<ToolInfo> tools() {
        return tools.tools();
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        String tool = call.qualifiedName();
        List<Hook> before = hooks.beforeTool().stream().filter(hook -> hook.isOfTool(tool)).toList();
        List<Hook> after = hooks.afterTool().stream().filter(hook -> hook.isOfTool(tool)).toList();
        if (before.isEmpty() && after.isEmpty()) {
            return tools.call(call);
        }
        Uni<ToolResult> hooked = Uni.createFrom().deferred(() -> new HookedCall(tool, before, after).ask(0, call));
        // Whichever comes first cancels the other. A copy, for else that would be the end of all.
        return Uni.combine().any().of(hooked, Uni.createFrom().completionStage(() -> over.copy()));
    }

    @Override
    public ToolResult limited(ToolResult result) {
        return tools.limited(result);
    }

    @Override
    public void close() {
        over.complete(ToolResult.failure("The turn is over"));
        tools.close();
    }

    private final class HookedCall {

        private final String tool;
        private final List<Hook> before;
        private final List<Hook> after;

        HookedCall(String tool, List<Hook> before, List<Hook> after) {
            this.tool = tool;
            this.before = before;
            this.after = after;
        }

        Uni<ToolResult> ask(int next, ToolCall call) {
            if (next == before.size()) {
                return callTool(call);
            }
            Hook hook = before.get(next);
            BeginningCall asked = new BeginningCall(turn, tool, call);
            return hook.run(caller, asked, asked).onItemOrFailure().transformToUni((nothing, failure) -> {
                if (failure != null) {
                    return hook.onError() == OnError.LOG ? ask(next + 1, call) : refuse(hook, failure, NOT_ASKED);
                }
                return asked.vetoReason() == null ? ask(next + 1, with(call, asked.result()))
                        : Uni.createFrom().item(tools.limited(ToolResult.failure(asked.vetoReason())));
            });
        }

        private Uni<ToolResult> callTool(ToolCall call) {
            long begin = System.nanoTime();
            return tools.call(call).chain(result -> show(0, call, result, Duration.ofNanos(System.nanoTime() - begin))
                    // What the tool itself has said is cut already, and says so.
                    .map(shown -> shown == result ? shown : tools.limited(shown)));
        }

        private Uni<ToolResult> show(int next, ToolCall call, ToolResult result, Duration duration) {
            if (next == after.size()) {
                return Uni.createFrom().item(result);
            }
            Hook hook = after.get(next);
            if (hook.trigger() == HookTrigger.TOOL_FAILURE && result.success()) {
                return show(next + 1, call, result, duration);
            }
            EndedCall shown = new EndedCall(turn, tool, call, result, duration);
            return hook.run(caller, shown, shown).onItemOrFailure().transformToUni((nothing, failure) -> {
                if (failure != null) {
                    return hook.onError() == OnError.FAIL ? refuse(hook, failure, WITHHELD)
                            : show(next + 1, call, result, duration);
                }
                return show(next + 1, call, shown.result(), duration);
            });
        }

        private Uni<ToolResult> refuse(Hook hook, Throwable failure, String message) {
            if (hook.onError() == OnError.FAIL) {
                breaks.accept(hook.exception(failure));
            }
            return Uni.createFrom().item(ToolResult.failure(message));
        }

        private static ToolCall with(ToolCall call, JsonNode arguments) {
            return arguments == call.arguments() ? call : call.with(arguments);
        }
    }
}
