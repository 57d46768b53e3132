package io.quarkiverse.codex;

import java.util.List;

import io.quarkiverse.codex.tool.ToolFunction;
import io.quarkiverse.codex.tool.ToolInfo;

/**
 * The application's tools that a client offers to its agents: methods with {@link io.quarkiverse.codex.tool.CodexTool}, and
 * what
 * is added here. Thread-safe. No method blocks.
 */
public interface CodexTools {

    /**
     * Lists the tools that a new thread is given, unless its options choose among them.
     *
     * @return the tools in the order of their qualified names, unmodifiable
     */
    List<ToolInfo> list();

    /**
     * Adds a tool that is known only now. Threads that are started from now on have it; threads that exist do not, for codex
     * fixes their tools when they are started.
     *
     * @param tool what the model is told of it
     * @param function what it does
     * @return the way to remove it, never {@code null}
     * @throws CodexConfigurationException when codex would not take the tool, there is one of its name already, or its schema
     *         is
     *         none; the message says what to do
     */
    Registration add(ToolInfo tool, ToolFunction function);

    /**
     * A tool that was added.
     */
    interface Registration {

        /**
         * Returns the tool.
         *
         * @return what the model is told of it, never {@code null}
         */
        ToolInfo tool();

        /**
         * Removes the tool. Calls that run go on; agents that know it hear that it is there no more. To remove it again does no
         * harm.
         */
        void remove();
    }
}
