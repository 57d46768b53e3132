package io.quarkiverse.codex.test.tool;

import java.util.function.Consumer;

import io.quarkiverse.codex.test.ScriptedApplication;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.Step;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The way by which codex has the application's tools.
 */
enum ToolTransport {

    APP_SERVER("app-server") {

        @Override
        Step.ToolCall call(String tool, Object arguments) {
            int dot = tool.indexOf('.');
            return dot < 0 ? Step.toolCall(tool, arguments)
                    : Step.toolCall(tool.substring(dot + 1), arguments).in(tool.substring(0, dot));
        }
    },

    /** MCP, which knows no namespaces of tools. */
    EXEC("exec") {

        @Override
        Step.ToolCall call(String tool, Object arguments) {
            return Step.toolCall(tool.replace(".", "__"), arguments).in("mcp__application");
        }
    };

    private final String configured;

    ToolTransport(String configured) {
        this.configured = configured;
    }

    /**
     * Makes an application whose codex works this way.
     *
     * @param script what the model does
     * @param classes what the application consists of
     */
    QuarkusUnitTest application(Consumer<ScriptedModel> script, Class<?>... classes) {
        return new ScriptedApplication(script)
                .withApplicationRoot(jar -> jar.addClasses(ScriptedApplication.class, ToolTransport.class, ToolAnswer.class)
                        .addClasses(classes))
                .overrideConfigKey("quarkus.codex.transport", configured)
                .overrideRuntimeConfigKey("quarkus.http.host-enabled", String.valueOf(this == EXEC))
                .overrideRuntimeConfigKey("quarkus.http.test-port", "0");
    }

    /**
     * Returns how the model calls a tool.
     *
     * @param tool its qualified name
     */
    abstract Step.ToolCall call(String tool, Object arguments);
}
