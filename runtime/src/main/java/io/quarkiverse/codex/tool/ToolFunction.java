package io.quarkiverse.codex.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a tool does that is added while the application runs.
 */
@FunctionalInterface
public interface ToolFunction {

    /**
     * Does it. Runs on a worker thread, which may be blocked, in a request context of the call's own.
     *
     * @param arguments what the model gave; they fit the tool's schema
     * @param context the call
     * @return whatever a method with {@link CodexTool} may return, {@code null} included
     * @throws Exception {@link ToolException} tells the model in its own words what is wrong, of any other it hears only that
     *         the
     *         tool has failed
     */
    Object call(ObjectNode arguments, ToolContext context) throws Exception;
}
