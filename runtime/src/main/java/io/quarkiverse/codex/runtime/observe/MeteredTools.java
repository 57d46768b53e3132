package io.quarkiverse.codex.runtime.observe;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

/**
 * Measures the calls of tools. Thread-safe.
 */
final class MeteredTools implements ToolCaller {

    private final ToolCaller tools;
    private final ClientMeters meters;
    private final Set<String> names;

    MeteredTools(ToolCaller tools, ClientMeters meters) {
        this.tools = tools;
        this.meters = meters;
        this.names = tools.tools().stream().map(ToolInfo::qualifiedName).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<ToolInfo> tools() {
        return tools.tools();
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        // A model may call what does not exist.
        String tool = names.contains(call.qualifiedName()) ? call.qualifiedName() : BoundedNames.OTHER;
        return Uni.createFrom().deferred(() -> {
            long begin = System.nanoTime();
            return tools.call(call)
                    .invoke(result -> end(tool, result.success() ? "success" : "failure", begin))
                    .onCancellation().invoke(() -> end(tool, "cancelled", begin));
        });
    }

    private void end(String tool, String outcome, long begin) {
        meters.tool(tool, outcome, Duration.ofNanos(System.nanoTime() - begin));
    }

    @Override
    public ToolResult limited(ToolResult result) {
        return tools.limited(result);
    }

    @Override
    public void close() {
        tools.close();
    }
}
