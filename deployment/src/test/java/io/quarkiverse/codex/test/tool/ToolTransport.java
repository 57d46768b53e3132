package io.quarkiverse.codex.test.tool;

import io.quarkiverse.codex.testing.Step;

/**
 * The way by which codex has the application's tools.
 */
enum ToolTransport {

    APP_SERVER("app-server");

    private final String configured;

    ToolTransport(String configured) {
        this.configured = configured;
    }

    /** As {@code quarkus.codex.transport} names it. */
    String configured() {
        return configured;
    }

    /** How the model calls a tool. */
    Step.ToolCall call(String tool, Object arguments) {
        int dot = tool.indexOf('.');
        return dot < 0 ? Step.toolCall(tool, arguments)
                : Step.toolCall(tool.substring(dot + 1), arguments).in(tool.substring(0, dot));
    }
}
