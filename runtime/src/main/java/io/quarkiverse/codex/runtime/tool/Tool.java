package io.quarkiverse.codex.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.tool.ToolContext;
import io.quarkiverse.codex.tool.ToolInfo;
import io.smallrye.mutiny.Uni;

/**
 * A tool that can be called. Thread-safe.
 */
interface Tool {

    ToolInfo info();

    /**
     * Calls the tool.
     *
     * @return what the application's code answers; fails with {@link BadArgumentsException} when the arguments kept it from
     *         being called, and with whatever it throws
     */
    Uni<Object> call(Caller caller, ToolContext context, JsonNode arguments);
}
