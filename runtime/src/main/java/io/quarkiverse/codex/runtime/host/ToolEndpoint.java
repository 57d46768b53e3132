package io.quarkiverse.codex.runtime.host;

import io.quarkiverse.codex.CodexConfigurationException;

/**
 * Where a codex that cannot be given tools by its own protocol finds the application's: an MCP server inside the application.
 * Thread-safe.
 */
@FunctionalInterface
public interface ToolEndpoint {

    /** What codex, and with it the model, calls the application: its tools are in the namespace {@code mcp__application}. */
    String SERVER = "application";

    /** There is no such server in the application. */
    ToolEndpoint MISSING = (host, reach) -> {
        throw new CodexConfigurationException(
                "codex is to be given what it reaches over MCP only, tools on the exec transport or"
                        + " hooks of its own such as PreToolUse: add the dependency io.quarkiverse.mcp:quarkus-mcp-server-http to the"
                        + " application. Tools without such hooks need nothing on the app-server transport");
    };

    /**
     * Lets one codex in, until it is closed.
     *
     * @param host whose tools it sees, and who calls them
     * @param reach by which way it comes
     * @return where the tools are and the key to them, never {@code null}
     * @throws CodexConfigurationException when codex could not get there; the message says what to change
     */
    ToolAccess open(TurnHost host, ToolReach reach);
}
