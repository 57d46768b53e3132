package io.quarkiverse.codex.runtime.mcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.transport.HookConfig;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * The tool that codex' hooks call. It is for codex and not for the model, which does not see it.
 */
final class HookTool {

    private static final Logger LOG = Logger.getLogger(HookTool.class);
    /** What MCP's extension for applications says of a tool that the model is not to see, and codex keeps to. */
    private static final Map<MetaKey, Object> HIDDEN = Map.of(MetaKey.of("ui"), Map.of("visibility", List.of("app")));

    private final CurrentTurn currentTurn;

    HookTool(CurrentTurn currentTurn) {
        this.currentTurn = currentTurn;
    }

    void publish(ToolManager manager) {
        manager.newTool(HookConfig.TOOL).setServerName(McpServerDefaults.SERVER)
                .setDescription("Called by codex at its hooks").setMetadata(HIDDEN)
                .setInputSchema(new JsonObject().put("type", "object")).setAsyncHandler(this::call).register();
    }

    private Uni<ToolResponse> call(ToolArguments call) {
        McpTurn turn = currentTurn.get();
        JsonNode input = McpCalls.arguments(call);
        Optional<NativeHookPoint> point = HookWire.point(input.path(HookConfig.POINT).asText());
        // Of its own accord codex calls in the name of no call of the model's.
        if (turn == null || point.isEmpty() || McpCalls.isOfTheModel(call)) {
            return Uni.createFrom().item(ToolResponse.error("This is no tool"));
        }
        return currentTurn.whileWanted(turn.ask(new NativeHookCall(point.get(), input)))
                .map(answer -> ToolResponse.success(HookWire.answer(point.get(), answer).toString()))
                .onFailure().recoverWithItem(failure -> {
                    LOG.debugf(failure, "codex asked at %s and was not answered", point.get());
                    // A hook that fails is one that codex goes on without.
                    return ToolResponse.success(HookWire.unanswered(point.get()).toString());
                });
    }
}
