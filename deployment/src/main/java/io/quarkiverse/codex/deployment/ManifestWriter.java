package io.quarkiverse.codex.deployment;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.tool.ToolManifest;
import io.quarkiverse.codex.tool.ToolInfo;

/**
 * Writes down the tools of an application, for itself and for people.
 */
final class ManifestWriter {

    private ManifestWriter() {
    }

    static byte[] write(List<ToolDefinition> tools) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        ArrayNode list = manifest.putArray(ToolManifest.TOOLS);
        tools.forEach(tool -> list.add(json(tool)));
        try {
            return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON cannot be written", e);
        }
    }

    private static ObjectNode json(ToolDefinition tool) {
        ToolInfo info = tool.info();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(ToolManifest.NAMESPACE, info.namespace()).put(ToolManifest.NAME, info.name())
                .put(ToolManifest.DESCRIPTION, info.description()).put(ToolManifest.READ_ONLY, info.readOnly())
                .put(ToolManifest.DESTRUCTIVE, info.destructive()).put(ToolManifest.IDEMPOTENT, info.idempotent())
                .put(ToolManifest.METHOD, tool.method().label())
                .put(ToolManifest.BEAN_CLASS, tool.method().bean().getBeanClass().toString())
                .put(ToolManifest.METHOD_NAME, tool.method().method().name())
                .put(ToolManifest.EXECUTION_MODEL, tool.model().name())
                .set(ToolManifest.INPUT_SCHEMA, info.inputSchema());
        tool.parameters().forEach(json.putArray(ToolManifest.PARAMETERS)::add);
        return json;
    }
}
