package io.quarkiverse.codex.runtime.mcp;

import jakarta.inject.Singleton;

import io.quarkiverse.codex.runtime.transport.HookConfig;
import io.quarkiverse.mcp.server.FilterContext;
import io.quarkiverse.mcp.server.ToolFilter;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;

/**
 * Shows each codex the tools of its turn and no others. Has no say in the application's own MCP servers.
 */
@Singleton
public class TurnToolFilter implements ToolFilter {

    private final CurrentTurn currentTurn;

    TurnToolFilter(CurrentTurn currentTurn) {
        this.currentTurn = currentTurn;
    }

    @Override
    public boolean test(ToolInfo tool, FilterContext context) {
        if (!tool.serverNames().contains(McpServerDefaults.SERVER)) {
            return true;
        }
        McpTurn turn = currentTurn.get();
        return turn != null
                && (HookConfig.TOOL.equals(tool.name()) ? turn.hasHooks() : turn.tools().containsKey(tool.name()));
    }
}
