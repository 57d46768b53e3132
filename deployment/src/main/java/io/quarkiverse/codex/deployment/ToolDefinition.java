package io.quarkiverse.codex.deployment;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.method.ExecutionModel;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkus.arc.processor.InvokerInfo;

/**
 * A tool, as the build has found it.
 *
 * @param method the method
 * @param info what the model is told
 * @param parameters the method's parameters, as the manifest has them
 * @param types the types of the arguments, as Jackson writes them
 * @param model where the method runs
 * @param invoker what calls the method
 */
record ToolDefinition(BeanMethod method, ToolInfo info, List<ObjectNode> parameters, List<String> types, ExecutionModel model,
        InvokerInfo invoker) {
}
