package io.quarkiverse.codex.hook;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The agent wants to call one of the application's tools. A hook of this may change the arguments, or refuse the call.
 * <p>
 * To be used until the hook's method has ended, or what it returned has completed. Not thread-safe. Calls that the agent makes
 * at the same time have their hooks at the same time.
 */
public interface BeforeTool extends HookContext {

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
     * Returns what the model gave, as hooks before this one have left it; not checked in any way.
     *
     * @return the arguments, not to be changed in place; never {@code null}
     */
    JsonNode arguments();

    /**
     * Has the tool called with other arguments. They are checked as the model's are.
     *
     * @param arguments the arguments to call it with
     */
    void arguments(JsonNode arguments);

    /**
     * Refuses the call: the tool is not called, no further hook is asked, and the model is told the reason as the tool's
     * failure.
     *
     * @param reason why, for the model
     */
    void veto(String reason);
}
