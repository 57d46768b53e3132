package io.quarkiverse.codex.tool;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses which of the application's tools an agent is given. A lambda will do for a thread
 * ({@link io.quarkiverse.codex.ThreadOptions.Builder#tools}). For all of a client, make it a CDI bean with a scope, and with
 * {@link io.quarkiverse.codex.CodexClientName} for a named client; of several, all have to choose a tool, and the client's
 * configuration has to leave it.
 * <p>
 * It is asked when a thread is given its tools and when one of them is called, on any thread and without a request scope, and
 * must not block. What it throws fails the turn, or the call.
 */
@FunctionalInterface
public interface ToolSelection {

    /**
     * Chooses.
     *
     * @param tool a tool of the application
     * @return whether the agent is given it
     */
    boolean includes(ToolInfo tool);

    /**
     * Chooses all tools.
     *
     * @return the selection
     */
    static ToolSelection all() {
        return tool -> true;
    }

    /**
     * Chooses no tool.
     *
     * @return the selection
     */
    static ToolSelection none() {
        return tool -> false;
    }

    /**
     * Chooses tools by their names.
     *
     * @param names names of tools without a namespace, or qualified ones such as {@code tickets.close}
     * @return the selection
     */
    static ToolSelection named(String... names) {
        Set<String> wanted = Set.copyOf(Arrays.asList(names));
        return tool -> wanted.contains(tool.qualifiedName());
    }

    /**
     * Chooses the tools of some namespaces.
     *
     * @param namespaces their names
     * @return the selection
     */
    static ToolSelection namespaces(String... namespaces) {
        Set<String> wanted = Set.copyOf(Arrays.asList(namespaces));
        return tool -> wanted.contains(tool.namespace());
    }

    /**
     * Chooses by what is known of a tool.
     *
     * @param condition whether a tool is given
     * @return the selection
     */
    static ToolSelection matching(Predicate<ToolInfo> condition) {
        return condition::test;
    }

    /**
     * Chooses what this and another selection both choose.
     *
     * @param other the other
     * @return the narrower selection
     */
    default ToolSelection and(ToolSelection other) {
        return tool -> includes(tool) && other.includes(tool);
    }

    /**
     * Chooses what this or another selection chooses.
     *
     * @param other the other
     * @return the wider selection
     */
    default ToolSelection or(ToolSelection other) {
        return tool -> includes(tool) || other.includes(tool);
    }
}
