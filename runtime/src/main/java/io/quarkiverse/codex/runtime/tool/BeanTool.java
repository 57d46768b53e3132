package io.quarkiverse.codex.runtime.tool;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

import io.quarkiverse.codex.runtime.method.BeanMethod;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.tool.ToolContext;
import io.quarkiverse.codex.tool.ToolInfo;
import io.smallrye.mutiny.Uni;

/**
 * A tool that is a method of a bean.
 */
final class BeanTool implements Tool {

    private final ToolInfo info;
    private final BeanMethod method;
    private final ArgumentDecoder arguments;

    BeanTool(ToolInfo info, BeanMethod method, List<ToolParameter> parameters, ObjectReader reader) {
        this.info = info;
        this.method = method;
        this.arguments = new ArgumentDecoder(new ArgumentCheck(info), parameters, reader);
    }

    @Override
    public ToolInfo info() {
        return info;
    }

    @Override
    public Uni<Object> call(Caller caller, ToolContext context, JsonNode given) {
        return method.call(caller, () -> arguments.decode(given, context));
    }
}
