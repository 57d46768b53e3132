package io.quarkiverse.codex.runtime.tool;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.runtime.method.BeanMethod;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.tool.ArgumentObjections.Objection;
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
    private final Function<Throwable, List<Objection>> objections;
    private volatile ArgumentDecoder arguments;

    /**
     * @param arguments makes what decodes the arguments, on the first call
     * @param objections what a failure of the method says against its arguments
     */
    BeanTool(ToolInfo info, BeanMethod method, Supplier<ArgumentDecoder> arguments,
            Function<Throwable, List<Objection>> objections) {
        this.info = info;
        this.method = method;
        this.source = arguments;
        this.objections = objections;
    }

    @Override
    public ToolInfo info() {
        return info;
    }

    @Override
    public Uni<Object> call(Caller caller, ToolContext context, JsonNode given) {
        return method.callAfter(caller, () -> arguments().decode(given, context))
                .onFailure().transform(failure -> understood(failure, given));
    }

    private Throwable understood(Throwable failure, JsonNode given) {
        List<Objection> against = objections.apply(failure);
        return against.isEmpty() ? failure : arguments().refused(against, given);
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
