package io.quarkiverse.codex.runtime.mcp;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ToolAccess;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.transport.HookConfig;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.mutiny.Uni;

/**
 * The tools of turns on a server of the Quarkus MCP Server that only codex talks to.
 */
@Singleton
public class McpToolEndpoint implements ToolEndpoint {

    private static final Logger LOG = Logger.getLogger(McpToolEndpoint.class);
    /** MCP knows no namespaces of tools. Two underscores are what codex itself puts between a server and its tool. */
    private static final String SEPARATOR = "__";

    private final McpTurns turns;
    private final McpSessions sessions;
    private final CurrentTurn currentTurn;
    private final ServerAddress address;
    private final PublishedTools published;

    McpToolEndpoint(McpTurns turns, CurrentTurn currentTurn, ToolManager manager, ServerAddress address,
            McpSessions sessions) {
        this.sessions = sessions;
        this.turns = turns;
        this.currentTurn = currentTurn;
        this.address = address;
        this.published = new PublishedTools(manager, this::call);
        new HookTool(currentTurn).publish(manager);
    }

    @Override
    public ToolAccess open(TurnHost host, ToolReach reach) {
        URI url = reach.url().orElseGet(() -> address.url(reach.client()));
        Map<String, ToolInfo> tools = byName(host);
        published.enter(tools);
        McpTurn turn = new McpTurn(turns.newToken(), url, reach, host, tools, this::close);
        turns.enter(turn);
        return turn;
    }

    private void close(McpTurn turn) {
        turns.leave(turn);
        published.leave(turn.tools());
        turn.sessions().forEach(sessions::end);
    }

    private static Map<String, ToolInfo> byName(TurnHost host) {
        Map<String, ToolInfo> tools = new TreeMap<>();
        for (ToolInfo tool : host.tools()) {
            String name = tool.namespace().isEmpty() ? tool.name() : tool.namespace() + SEPARATOR + tool.name();
            if (HookConfig.TOOL.equals(name)) {
                throw new CodexConfigurationException("The tool " + name + " bears the name by which codex' hooks reach the"
                        + " application: rename it");
            }
            ToolInfo other = tools.put(name, tool);
            if (other != null) {
                throw new CodexConfigurationException("The tools " + other.qualifiedName() + " and " + tool.qualifiedName()
                        + " are both called " + name + " on the exec transport, where a namespace is a part of the name:"
                        + " rename one of them, or use the app-server transport");
            }
        }
        return tools;
    }

    /** On an event loop, in the request that brings the call. */
    private Uni<ToolResponse> call(ToolArguments call) {
        McpTurn turn = currentTurn.get();
        ToolInfo tool = turn == null ? null : turn.tools().get(McpCalls.tool(call));
        if (tool == null) {
            return Uni.createFrom().item(ToolResponse.error("There is no such tool"));
        }
        Uni<ToolResult> result = turn.call(McpCalls.call(call, tool));
        return currentTurn.whileWanted(result).map(McpResults::response)
                .onFailure().recoverWithItem(failure -> {
                    LOG.debugf(failure, "A call of the tool %s came to nothing", tool.qualifiedName());
                    return ToolResponse.error("The tool was not called to its end: the turn is over");
                });
    }
}
