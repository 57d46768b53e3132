package io.quarkiverse.codex.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

/**
 * Tools that a test has made up, and what was called of them.
 */
public final class TestTools implements ToolCaller {

    final List<ToolCall> calls = new CopyOnWriteArrayList<>();
    private final Map<ToolInfo, Function<ToolCall, Uni<ToolResult>>> tools = new LinkedHashMap<>();

    /** An object with a member {@code a} that has to be a whole number. */
    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties").putObject("a").put("type", "integer").put("minimum", 1);
        schema.putArray("required").add("a");
        return schema;
    }

    TestTools with(String namespace, String name, Function<ToolCall, Uni<ToolResult>> function) {
        tools.put(new ToolInfo(namespace, name, "Does " + name, schema(), false, false, false), function);
        return this;
    }

    TestTools with(String name, ToolResult result) {
        return with("", name, call -> Uni.createFrom().item(result));
    }

    @Override
    public List<ToolInfo> tools() {
        return new ArrayList<>(tools.keySet());
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return Uni.createFrom().deferred(() -> {
            calls.add(call);
            return tools.entrySet().stream()
                    .filter(tool -> tool.getKey().name().equals(call.tool())
                            && tool.getKey().namespace().equals(call.namespace()))
                    .findFirst().orElseThrow().getValue().apply(call);
        });
    }
}
