package io.quarkiverse.codex.runtime.devui;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.hook.ItemNotice;
import io.quarkiverse.codex.hook.ItemPhase;
import io.quarkiverse.codex.item.DynamicToolCall;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.tool.CodexToolsImpl;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Answers the page of tools.
 */
@ApplicationScoped
public class ToolPages {

    private final Instance<CodexClient> clients;
    private final Callers callers;
    private final ObjectMapper mapper;
    private final PageJson json;
    private final RecentCalls recent = new RecentCalls();

    public ToolPages(@Any Instance<CodexClient> clients, Callers callers, ObjectMapper mapper) {
        this.clients = clients;
        this.callers = callers;
        this.mapper = mapper;
        this.json = new PageJson(mapper);
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("List the tools that the application offers to codex, each with its description and the JSON Schema of"
            + " its arguments")
    public JsonObject listTools(@JsonRpcDescription("The name of the client, <default> for the default one") String client) {
        JsonArray list = new JsonArray();
        ClientLookup.find(clients, client).tools().list().forEach(tool -> list.add(describe(tool)));
        return JsonObject.of("tools", list);
    }

    private JsonObject describe(ToolInfo tool) {
        return JsonObject.of("name", tool.qualifiedName(), "description", tool.description(),
                "schema", json.object(tool.inputSchema()), "readOnly", tool.readOnly(), "destructive", tool.destructive(),
                "idempotent", tool.idempotent());
    }

    @JsonRpcDescription("Call one of the tools that the application offers to codex, as codex would, but outside of a turn")
    public Uni<JsonObject> callTool(
            @JsonRpcDescription("The name of the client, <default> for the default one") String client,
            @JsonRpcDescription("The name of the tool as listTools has it") String tool,
            @JsonRpcDescription("The arguments as the text of a JSON object") String arguments) {
        return PageJson.answer(() -> call(client, tool, read(arguments)));
    }

    private Uni<JsonObject> call(String client, String tool, JsonNode arguments) {
        CodexToolsImpl tools = (CodexToolsImpl) ClientProxy.unwrap(ClientLookup.find(clients, client)).tools();
        ToolInfo info = tools.list().stream().filter(candidate -> candidate.qualifiedName().equals(tool)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no tool named " + tool));
        String id = UUID.randomUUID().toString();
        ToolCall call = new ToolCall("dev-ui", "dev-ui", id, info.namespace(), info.name(), arguments, progress -> {
        });
        long begin = System.nanoTime();
        return tools.call(call, callers.current()).map(result -> {
            long milliseconds = (System.nanoTime() - begin) / 1_000_000;
            JsonObject record = ToolCallRecord.of(tool, arguments, result, milliseconds);
            recent.add(record);
            return record;
        });
    }

    private JsonNode read(String arguments) {
        try {
            JsonNode read = mapper.readTree(arguments == null || arguments.isBlank() ? "{}" : arguments);
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The arguments are no JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("The arguments are no JSON object");
    }

    void onItem(@ObservesAsync ItemNotice notice) {
        if (notice.phase() != ItemPhase.COMPLETED) {
            return;
        }
        if (notice.item() instanceof DynamicToolCall call) {
            recent.add(ToolCallRecord.of(call));
        } else if (notice.item() instanceof McpToolCall call) {
            recent.add(ToolCallRecord.of(call));
        }
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("List the last calls of tools, the newest first, each with its arguments, its result and how long it took")
    public JsonObject listToolCalls() {
        return JsonObject.of("calls", recent.list());
    }

    public Multi<JsonObject> streamToolCalls() {
        return recent.changes();
    }
}
