package io.quarkiverse.codex.hook;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.tool.ToolResult;

/**
 * One of the application's tools has answered, well or badly: {@link ToolFailure} narrows that to the latter. A hook of this
 * may change what the model is told. A call that was refused by a hook before it has none.
 * <p>
 * To be used until the hook's method has ended, or what it returned has completed. Not thread-safe.
 */
public interface AfterTool extends HookContext {

    /**
     * Returns the tool's name.
     *
     * @return the name, after the namespace and a dot where there is one; never {@code null}
     */
    String tool();

    /**
     * Returns the call.
     *
     * @return codex' id of the call, never {@code null}
     */
    String callId();

    /**
     * Returns what the tool was called with.
     *
     * @return the arguments, not to be changed in place; never {@code null}
     */
    JsonNode arguments();

    /**
     * Returns what the model is to be told, as hooks before this one have left it.
     *
     * @return the result, never {@code null}
     */
    ToolResult result();

    /**
     * Tells the model something else.
     *
     * @param result what to tell it instead
     */
    void result(ToolResult result);

    /**
     * Returns how long the tool took, without hooks.
     *
     * @return the duration, never {@code null}
     */
    Duration duration();
}
