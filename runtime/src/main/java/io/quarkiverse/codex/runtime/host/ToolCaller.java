package io.quarkiverse.codex.runtime.host;

import java.util.List;

import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

/**
 * Calls the application's tools for codex.
 */
public interface ToolCaller extends AutoCloseable {

    /** Has no tools. */
    ToolCaller NONE = new ToolCaller() {

        @Override
        public List<ToolInfo> tools() {
            return List.of();
        }

        @Override
        public Uni<ToolResult> call(ToolCall call) {
            return Uni.createFrom().item(ToolResult.failure("There is no tool " + call.tool()));
        }
    };

    /**
     * Returns which tools codex is given.
     *
     * @return the tools in the order of their qualified names, never {@code null}
     */
    List<ToolInfo> tools();

    /**
     * Calls a tool.
     * <p>
     * Neither this method nor subscribing blocks the caller.
     *
     * @param call what codex wants to have called
     * @return what the tool answers, on any thread; never {@code null}. It does not fail, gives no {@code null}, and comes at
     *         some time if the turn is ended at some time. Each subscription calls anew. Cancelling means that nobody wants
     *         to know any more
     */
    Uni<ToolResult> call(ToolCall call);

    /**
     * Cuts a result that did not come from {@link #call} as those are that do.
     *
     * @param result what codex is to be told instead
     * @return as much of it as there is room for, never {@code null}
     */
    default ToolResult limited(ToolResult result) {
        return result;
    }

    /**
     * Says that the turn is over: what is still open needs no answer any more.
     */
    @Override
    default void close() {
    }
}
