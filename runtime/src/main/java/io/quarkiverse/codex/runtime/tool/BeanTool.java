package io.quarkiverse.codex.runtime.tool;

import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;

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
    private final Supplier<ArgumentDecoder> source;
    private volatile ArgumentDecoder arguments;

    /**
     * @param arguments makes what decodes the arguments, on the first call
     */
    BeanTool(ToolInfo info, BeanMethod method, Supplier<ArgumentDecoder> arguments) {
        this.info = info;
        this.method = method;
        this.source = arguments;
    }

    @Override
    public ToolInfo info() {
        return info;
    }

    @Override
    public Uni<Object> call(Caller caller, ToolContext context, JsonNode given) {
        return method.call(caller, () -> arguments().decode(given, context));
    }

    private ArgumentDecoder arguments() {
        ArgumentDecoder made = arguments;
        if (made == null) {
            // Two at a time may both make one: they are all alike.
            made = source.get();
            arguments = made;
        }
        return made;
    }
}
