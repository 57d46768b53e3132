package io.quarkiverse.codex.deployment;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The tools of the application.
 */
final class ToolsBuildItem extends SimpleBuildItem {

    private final List<ToolDefinition> tools;

    ToolsBuildItem(List<ToolDefinition> tools) {
        this.tools = List.copyOf(tools);
    }

    /**
     * Returns the tools in the order of their qualified names.
     */
    List<ToolDefinition> tools() {
        return tools;
    }
}
