package io.quarkiverse.codex.runtime.tool;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that codex and the API behind it take.
 */
public final class ToolNames {

    /** codex takes 128 characters for a dynamic tool, but shortens longer names than this when it has a tool by MCP. */
    private static final int LONGEST = 64;
    private static final Pattern CHARACTERS = Pattern.compile("[a-zA-Z0-9_-]+");

    /** codex keeps its own tool under such a name and drops the other in silence, some only with some models. */
    private static final Set<String> OF_CODEX = Set.of("apply_patch", "create_goal", "exec_command", "get_goal",
            "image_generation", "local_shell", "multi_agent", "request_user_input", "shell", "shell_command", "tool_search",
            "update_goal", "update_plan", "view_image", "web_search", "write_stdin");

    /** What the API keeps for itself, as codex says when it is given one of them. */
    private static final Set<String> OF_THE_API = Set.of("api_tool", "browser", "computer", "container", "file_search",
            "functions", "image_gen", "multi_tool_use", "python", "python_user_visible", "submodel_delegator", "terminal",
            "tool_search", "web");

    private ToolNames() {
    }

    /**
     * Says what is wrong with a tool's name.
     *
     * @param namespace its namespace, or an empty string for none
     * @param name its name
     * @return what is wrong and what to do about it, or empty for a good one
     */
    public static Optional<String> problem(String namespace, String name) {
        Optional<String> ofName = characters("tool", name);
        if (ofName.isEmpty() && isOfMcp(name)) {
            ofName = Optional.of("codex does not take a tool named '" + name
                    + "': names that are 'mcp' or begin with 'mcp__' are for the tools of MCP servers, choose another name");
        }
        if (ofName.isEmpty() && namespace.isEmpty() && OF_CODEX.contains(name)) {
            ofName = Optional.of("codex has a tool named '" + name
                    + "' of its own and would not show this one to the model: choose another name, or a namespace");
        }
        return ofName.or(() -> namespace.isEmpty() ? Optional.empty() : namespaceProblem(namespace));
    }

    private static Optional<String> namespaceProblem(String namespace) {
        Optional<String> problem = characters("namespace", namespace);
        if (problem.isEmpty() && (isOfMcp(namespace) || OF_THE_API.contains(namespace))) {
            return Optional.of("codex does not take the namespace '" + namespace
                    + "': it is reserved, choose another one");
        }
        return problem;
    }

    private static Optional<String> characters(String what, String name) {
        if (!CHARACTERS.matcher(name).matches()) {
            return Optional.of("'" + name + "' cannot be the name of a " + what
                    + ": use letters of the English alphabet, digits, '_' and '-', one at least");
        }
        if (name.length() > LONGEST) {
            return Optional.of("'" + name + "' cannot be the name of a " + what + ": it has " + name.length()
                    + " characters, use at most " + LONGEST);
        }
        return Optional.empty();
    }

    private static boolean isOfMcp(String name) {
        return name.equals("mcp") || name.startsWith("mcp__");
    }
}
