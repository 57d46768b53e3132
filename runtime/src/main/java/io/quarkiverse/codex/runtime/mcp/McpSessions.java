package io.quarkiverse.codex.runtime.mcp;

import jakarta.inject.Singleton;

import io.quarkiverse.mcp.server.runtime.ConnectionManager;

/**
 * The sessions of the MCP server. It keeps one for half an hour when its client goes without a word, as a codex does that is
 * ended, and offers nobody but clients a way to end one.
 */
@Singleton
public class McpSessions {

    /** The HTTP header that names a session. */
    static final String HEADER = "Mcp-Session-Id";

    private final ConnectionManager connections;

    McpSessions(ConnectionManager connections) {
        this.connections = connections;
    }

    /**
     * Ends a session. Does nothing where there is none of the id.
     */
    void end(String id) {
        connections.remove(id);
    }
}
