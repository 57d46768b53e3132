package io.quarkiverse.codex.test;

import java.util.function.Consumer;

import io.quarkiverse.codex.testing.ScriptedModel;

/**
 * A scripted application with an HTTP server, by whose MCP server the codex of {@link ExecTurns} gets at tools.
 */
final class McpApplication {

    private McpApplication() {
    }

    static ScriptedApplication create(Consumer<ScriptedModel> script, Class<?>... classes) {
        ScriptedApplication application = new ScriptedApplication(script);
        application.withApplicationRoot(
                jar -> jar
                        .addClasses(McpApplication.class, ScriptedApplication.class, CodexProcesses.class, ListeningCodex.class,
                                ExecTurns.class,
                                TestTools.class)
                        .addClasses(classes));
        application.overrideRuntimeConfigKey("quarkus.http.host-enabled", "true");
        application.overrideRuntimeConfigKey("quarkus.http.test-port", "0");
        return application;
    }
}
