package io.quarkiverse.codex.runtime;

import java.util.function.Supplier;

import io.quarkiverse.codex.runtime.method.InvokerTable;
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
     */
    public Supplier<ToolRegistry> tools(RuntimeValue<InvokerTable> invokers) {
        return () -> ToolRegistry.of(invokers.getValue());
    }
}
