package io.quarkiverse.codex.runtime.tool;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.quarkiverse.codex.runtime.method.InvokerTable;

/**
 * The tools that the application was built with. Thread-safe.
 */
public final class ToolRegistry {

    /** Of an application without tools. */
    public static final ToolRegistry EMPTY = new ToolRegistry(List::of);

    private final Supplier<List<Tool>> source;
    private volatile Map<String, Tool> tools;

    /**
     * @param source gives the tools when they are first asked for: an application that starts need not wait for them
     */
    ToolRegistry(Supplier<List<Tool>> source) {
        this.source = source;
    }

    /**
     * Returns the registry of an application that has tools.
     *
     * @param invokers makes the tools' invokers
     * @param objections what interceptors have to say against arguments
     */
    public static ToolRegistry of(InvokerTable invokers, ArgumentObjections objections) {
        return new ToolRegistry(() -> ToolManifest.read(invokers, objections));
    }

    /**
     * Returns the tools by their qualified names, in their order; unmodifiable.
     */
    Map<String, Tool> tools() {
        Map<String, Tool> known = tools;
        if (known == null) {
            synchronized (this) {
                known = tools;
                if (known == null) {
                    Map<String, Tool> read = new TreeMap<>();
                    source.get().forEach(tool -> read.put(tool.info().qualifiedName(), tool));
                    known = Collections.unmodifiableMap(read);
                    tools = known;
                }
            }
        }
        return known;
    }
}
