package io.quarkiverse.codex.runtime.observe;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

/**
 * Makes spans of the calls of the application's tools, in which the tools run. Thread-safe.
 */
final class TracedTools implements ToolCaller {

    private final ToolCaller tools;
    private final TurnTracer tracer;
    private final Context turn;

    TracedTools(ToolCaller tools, TurnTracer tracer, Context turn) {
        this.tools = tools;
        this.tracer = tracer;
        this.turn = turn;
    }

    @Override
    public List<ToolInfo> tools() {
        return tools.tools();
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return Uni.createFrom().deferred(() -> {
            Span span = tracer.tool(turn, call.qualifiedName(), GenAi.FUNCTION, call.callId());
            if (tracer.content()) {
                span.setAttribute(GenAi.TOOL_ARGUMENTS, call.arguments().toString());
            }
            Context inside = turn.with(span);
            AtomicBoolean ended = new AtomicBoolean();
            // The scope is not closed: the context that it is in ends with the call.
            return tools.call(call.after(inside::makeCurrent))
                    .invoke(result -> end(span, ended, result))
                    .onCancellation().invoke(() -> cancelled(span, ended));
        });
    }

    private void end(Span span, AtomicBoolean ended, ToolResult result) {
        if (ended.compareAndSet(false, true)) {
            if (!result.success()) {
                span.setStatus(StatusCode.ERROR);
                span.setAttribute(GenAi.ERROR_TYPE, "tool_error");
            }
            if (tracer.content()) {
                span.setAttribute(GenAi.TOOL_RESULT, Messages.of(result));
            }
            span.end();
        }
    }

    private static void cancelled(Span span, AtomicBoolean ended) {
        if (ended.compareAndSet(false, true)) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(GenAi.ERROR_TYPE, "cancelled");
            span.end();
        }
    }

    @Override
    public ToolResult limited(ToolResult result) {
        return tools.limited(result);
    }

    @Override
    public void close() {
        tools.close();
    }
}
