package io.quarkiverse.codex.runtime.observe;

import java.util.List;

import io.quarkiverse.codex.runtime.host.ContentLogger;
import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

/**
 * Logs how far tools say they are, which is no item of the turn.
 */
final class LoggedTools implements ToolCaller {

    private final ToolCaller tools;
    private final ObservedTurn turn;
    private final ContentLogger log;

    LoggedTools(ToolCaller tools, ObservedTurn turn, ContentLogger log) {
        this.tools = tools;
        this.turn = turn;
        this.log = log;
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return tools.call(call.tellingFirst(message -> {
            try (LogContext context = LogContext.open(turn)) {
                log.said("Progress of " + call.qualifiedName(), () -> message);
            }
        }));
    }

    @Override
    public List<ToolInfo> tools() {
        return tools.tools();
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
