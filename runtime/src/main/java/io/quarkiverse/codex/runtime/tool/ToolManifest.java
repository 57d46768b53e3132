package io.quarkiverse.codex.runtime.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.method.BeanMethod;
import io.quarkiverse.codex.runtime.method.ExecutionModel;
import io.quarkiverse.codex.runtime.method.InvokerTable;
import io.quarkiverse.codex.tool.ToolInfo;

/**
 * The tools that the build has found, as it has written them down in the application.
 */
public final class ToolManifest {

    /** Where it stands in the application. */
    public static final String RESOURCE = "META-INF/quarkus-codex/tools.json";

    /** The list of tools, each at the place its invoker has in the table. */
    public static final String TOOLS = "tools";
    public static final String NAMESPACE = "namespace";
    public static final String NAME = "name";
    public static final String DESCRIPTION = "description";
    public static final String READ_ONLY = "readOnly";
    public static final String DESTRUCTIVE = "destructive";
    public static final String IDEMPOTENT = "idempotent";
    /** The method, for people. */
    public static final String METHOD = "method";
    /** The class of the method's bean. */
    public static final String BEAN_CLASS = "beanClass";
    /** The method's name alone. */
    public static final String METHOD_NAME = "methodName";
    public static final String EXECUTION_MODEL = "executionModel";
    public static final String INPUT_SCHEMA = "inputSchema";
    /** The method's parameters in order, each an object: with nothing in it, it is the context. */
    public static final String PARAMETERS = "parameters";
    public static final String ARGUMENT = "argument";
    public static final String TYPE = "type";
    public static final String DEFAULT_VALUE = "defaultValue";

    private ToolManifest() {
    }

    /**
     * Reads the tools.
     *
     * @param invokers makes the tools' invokers; its class is found where the manifest is
     * @param objections what interceptors have to say against arguments
     */
    static List<Tool> read(InvokerTable invokers, ArgumentObjections objections) {
        ClassLoader application = invokers.getClass().getClassLoader();
        ObjectMapper mapper = ToolMapper.create(application);
        JsonNode manifest;
        try (InputStream resource = application.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("The application was built without " + RESOURCE);
            }
            manifest = mapper.readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("The application's " + RESOURCE + " cannot be read", e);
        }
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : manifest.path(TOOLS)) {
            BeanMethod method = new BeanMethod(invokers, tools.size(),
                    ExecutionModel.valueOf(tool.path(EXECUTION_MODEL).asText()));
            ToolInfo info = info(tool);
            String beanClass = tool.path(BEAN_CLASS).asText();
            String methodName = tool.path(METHOD_NAME).asText();
            tools.add(new BeanTool(info, method,
                    () -> new ArgumentDecoder(new ArgumentCheck(info), parameters(tool, mapper), mapper.reader()),
                    failure -> objections.of(failure, beanClass, methodName)));
        }
        return tools;
    }

    private static ToolInfo info(JsonNode tool) {
        return new ToolInfo(tool.path(NAMESPACE).asText(), tool.path(NAME).asText(), tool.path(DESCRIPTION).asText(),
                (ObjectNode) tool.get(INPUT_SCHEMA), tool.path(READ_ONLY).asBoolean(), tool.path(DESTRUCTIVE).asBoolean(),
                tool.path(IDEMPOTENT).asBoolean());
    }

    private static List<ToolParameter> parameters(JsonNode tool, ObjectMapper mapper) {
        List<ToolParameter> parameters = new ArrayList<>();
        for (JsonNode parameter : tool.path(PARAMETERS)) {
            parameters.add(parameter.isEmpty() ? new ToolParameter(null, null, NullNode.getInstance())
                    : new ToolParameter(parameter.path(ARGUMENT).asText(),
                            ArgumentTypes.read(parameter.path(TYPE).asText(), mapper.getTypeFactory()),
                            parameter.path(DEFAULT_VALUE)));
        }
        return parameters;
    }
}
