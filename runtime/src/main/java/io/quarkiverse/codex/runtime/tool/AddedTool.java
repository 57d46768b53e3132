package io.quarkiverse.codex.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.method.ExecutionModel;
import io.quarkiverse.codex.tool.ToolContext;
import io.quarkiverse.codex.tool.ToolFunction;
import io.quarkiverse.codex.tool.ToolInfo;
import io.smallrye.mutiny.Uni;

/**
 * A tool that was added while the application runs.
 */
final class AddedTool implements Tool {

    private final ToolInfo info;
    private final ToolFunction function;
    private final ArgumentCheck arguments;

    AddedTool(ToolInfo info, ToolFunction function) {
        this.info = info;
        this.function = function;
        this.arguments = new ArgumentCheck(info);
    }

    @Override
    public ToolInfo info() {
        return info;
    }

    @Override
    public Uni<Object> call(Caller caller, ToolContext context, JsonNode given) {
        return caller.call(ExecutionModel.WORKER, () -> function.call(arguments.check(given), context));
    }
}
