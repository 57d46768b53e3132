package io.quarkiverse.codex.runtime.observe;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;

/**
 * The spans of what codex itself does in a turn: commands, and calls of the tools of MCP servers. Thread-safe.
 */
final class ItemSpans {

    private static final String COMMAND = "shell";
    private static final String COMMAND_LINE = "process.command_line";
    private static final String EXIT_CODE = "process.exit.code";
    private static final String SERVER = "codex.mcp.server";
    private static final String MCP_METHOD = "mcp.method.name";

    private final TurnTracer tracer;
    private final Context parent;
    private final Map<String, Span> open = new ConcurrentHashMap<>();

    ItemSpans(TurnTracer tracer, Context parent) {
        this.tracer = tracer;
        this.parent = parent;
    }

    /**
     * @param hasTools whether the turn has tools of the application, whose calls have spans of their own
     */
    void started(ThreadItem item, boolean hasTools) {
        if (item instanceof CommandExecution command) {
            Span span = tracer.tool(parent, COMMAND, GenAi.EXTENSION, command.id());
            if (tracer.content()) {
                span.setAttribute(COMMAND_LINE, command.command());
            }
            open(item, span);
        } else if (item instanceof McpToolCall call && !(hasTools && call.server().equals(ToolEndpoint.SERVER))) {
            Span span = tracer.tool(parent, call.tool(), GenAi.EXTENSION, call.id());
            span.setAttribute(SERVER, call.server());
            span.setAttribute(MCP_METHOD, "tools/call");
            if (tracer.content() && call.arguments() != null) {
                span.setAttribute(GenAi.TOOL_ARGUMENTS, call.arguments().toString());
            }
            open(item, span);
        }
    }

    private void open(ThreadItem item, Span span) {
        Span before = open.put(item.id(), span);
        if (before != null) {
            // That of an attempt that failed: ids may begin anew with each.
            before.end();
        }
    }

    void completed(ThreadItem item) {
        Span span = open.remove(item.id());
        if (span == null) {
            return;
        }
        if (item instanceof CommandExecution command) {
            if (command.exitCode() != null) {
                span.setAttribute(EXIT_CODE, command.exitCode());
            }
            if (tracer.content()) {
                span.setAttribute(GenAi.TOOL_RESULT, command.aggregatedOutput());
            }
            status(span, command.status());
        } else if (item instanceof McpToolCall call) {
            if (tracer.content() && call.result() != null) {
                span.setAttribute(GenAi.TOOL_RESULT, call.result().content().toString());
            }
            status(span, call.status());
        }
        span.end();
    }

    private static void status(Span span, ItemStatus status) {
        if (status == ItemStatus.FAILED || status == ItemStatus.DECLINED || status == ItemStatus.INTERRUPTED) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(GenAi.ERROR_TYPE, status.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Ends those that codex has not said anything more of.
     */
    void end() {
        open.values().forEach(Span::end);
        open.clear();
    }
}
