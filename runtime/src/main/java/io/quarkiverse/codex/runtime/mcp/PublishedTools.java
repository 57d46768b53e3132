package io.quarkiverse.codex.runtime.mcp;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolAnnotations;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * The tools of all turns as the MCP server has them. It knows one tool of a name, whoever asks; which of them a turn sees is
 * the filter's affair. A tool stays published when its turn is over, for the next turn has it again and each change is
 * announced to all MCP clients of the application.
 */
final class PublishedTools {

    /** More idle ones than this are of tools that come and go at run time. */
    private static final int MOST_IDLE = 1000;

    private final ToolManager manager;
    private final Function<ToolArguments, Uni<ToolResponse>> handler;
    /** Guarded by this. */
    private final Map<String, Published> published = new HashMap<>();

    PublishedTools(ToolManager manager, Function<ToolArguments, Uni<ToolResponse>> handler) {
        this.manager = manager;
        this.handler = handler;
    }

    /**
     * Publishes the tools of a turn, all or none.
     *
     * @param tools the tools by the names that they have over MCP
     * @throws CodexConfigurationException when a turn that runs has another tool of the same name
     */
    synchronized void enter(Map<String, ToolInfo> tools) {
        tools.forEach((name, tool) -> {
            Published present = published.get(name);
            if (present != null && present.users > 0 && !present.tool.equals(tool)) {
                throw new CodexConfigurationException("A turn that is running has another tool " + name + ", with another"
                        + " description or other arguments, and the MCP server of the application knows only one tool of a"
                        + " name: give one of the two another name or namespace, or use the app-server transport");
            }
        });
        tools.forEach((name, tool) -> published.compute(name, (key, present) -> {
            Published kept = present;
            if (kept == null || !kept.tool.equals(tool)) {
                if (kept != null) {
                    manager.removeTool(name, McpServerDefaults.SERVER);
                }
                register(name, tool);
                kept = new Published(tool);
            }
            kept.users++;
            return kept;
        }));
    }

    synchronized void leave(Map<String, ToolInfo> tools) {
        tools.keySet().forEach(name -> published.get(name).users--);
        if (published.size() > MOST_IDLE) {
            published.entrySet().removeIf(entry -> {
                boolean idle = entry.getValue().users == 0;
                if (idle) {
                    manager.removeTool(entry.getKey(), McpServerDefaults.SERVER);
                }
                return idle;
            });
        }
    }

    private void register(String name, ToolInfo tool) {
        // A tool of ours touches whatever the application lets it: nothing can be said of the world that it is closed.
        manager.newTool(name).setServerName(McpServerDefaults.SERVER).setDescription(tool.description())
                .setInputSchema(new JsonObject(tool.inputSchema().toString()))
                .setAnnotations(new ToolAnnotations(null, tool.readOnly(), tool.destructive(), tool.idempotent(), true))
                .setAsyncHandler(handler).register();
    }

    private static final class Published {

        private final ToolInfo tool;
        private int users;

        private Published(ToolInfo tool) {
            this.tool = tool;
        }
    }
}
