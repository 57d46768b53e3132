package io.quarkiverse.codex.runtime.host;

import io.quarkiverse.codex.CodexConfigurationException;

/**
 * Where a codex that cannot be given tools by its own protocol finds the application's: an MCP server inside the application.
 * Thread-safe.
 */
@FunctionalInterface
public interface ToolEndpoint {

    /** There is no such server in the application. */
    ToolEndpoint MISSING = (host, reach) -> {
        throw new CodexConfigurationException(
                "The agent is to have tools, and on the exec transport codex reaches them over MCP"
                        + " only: add the dependency io.quarkiverse.mcp:quarkus-mcp-server-http to the application, use the app-server"
                        + " transport, or choose no tools for this client");
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
