package io.quarkiverse.codex.deployment;

import java.util.function.BooleanSupplier;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.codex.runtime.mcp.McpServerDefaults;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;

/**
 * Gives codex the application's tools over MCP, where the application has the Quarkus MCP Server. What needs its classes is
 * named here and not referred to: without it they, and those of the HTTP server, cannot be loaded.
 */
class McpProcessor {

    private static final String BEANS = "io.quarkiverse.codex.runtime.mcp.";
    private static final String PERMISSION = "quarkus.http.auth.permission.\"quarkus-codex-mcp\".";

    @BuildStep(onlyIf = McpServerPresent.class)
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder()
                .addBeanClasses(BEANS + "McpToolEndpoint", BEANS + "McpTurns", BEANS + "CurrentTurn", BEANS + "ServerAddress",
                        BEANS + "McpSessions", BEANS + "TurnDoor", BEANS + "TurnToolFilter")
                .setUnremovable().build();
    }

    /** What the configuration said when the application was built, a native executable could not find out. */
    @BuildStep(onlyIf = McpServerPresent.class)
    void server(BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        defaults.produce(new RunTimeConfigurationDefaultBuildItem(McpServerDefaults.PATH_PROPERTY,
                ConfigProvider.getConfig().getValue(McpServerDefaults.PATH_PROPERTY, String.class)));
        // All at once: codex asks for the list when a turn begins, and waits for it.
        defaults.produce(new RunTimeConfigurationDefaultBuildItem(McpServerDefaults.PREFIX + "tools.page-size", "0"));
    }

    /**
     * Whoever gets as far as the application's authorization has shown the token of a turn, and is nobody whom the application
     * knows. The path being exactly this one, a policy for paths that begin alike does not hold for it.
     */
    @BuildStep(onlyIf = McpServerPresent.class)
    void permission(BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        defaults.produce(new RunTimeConfigurationDefaultBuildItem(PERMISSION + "paths",
                McpServerDefaults.absolutePath(ConfigProvider.getConfig())));
        defaults.produce(new RunTimeConfigurationDefaultBuildItem(PERMISSION + "policy", "permit"));
    }

    static final class McpServerPresent implements BooleanSupplier {

        @Override
        public boolean getAsBoolean() {
            return QuarkusClassLoader.isClassPresentAtRuntime("io.quarkiverse.mcp.server.http.runtime.HttpMcpServerRecorder");
        }
    }
}
