package io.quarkiverse.codex.runtime;

import java.util.function.Supplier;

import io.quarkiverse.codex.runtime.method.InvokerTable;
import io.quarkiverse.codex.runtime.tool.ArgumentObjections;
import io.quarkiverse.codex.runtime.tool.ToolRegistry;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Makes the registry of tools.
 */
@Recorder
public class ToolRecorder {

    /**
     * Returns what makes the registry of an application without tools.
     */
    public Supplier<ToolRegistry> noTools() {
        return () -> ToolRegistry.EMPTY;
    }

    /**
     * Returns what makes the registry.
     *
     * @param invokers makes the tools' invokers
     * @param objections what interceptors have to say against arguments
     */
    public Supplier<ToolRegistry> tools(RuntimeValue<InvokerTable> invokers, RuntimeValue<ArgumentObjections> objections) {
        return () -> ToolRegistry.of(invokers.getValue(), objections.getValue());
    }

    /**
     * Returns what knows no interceptors that look at arguments.
     */
    public RuntimeValue<ArgumentObjections> noObjections() {
        return new RuntimeValue<>(ArgumentObjections.NONE);
    }
}
