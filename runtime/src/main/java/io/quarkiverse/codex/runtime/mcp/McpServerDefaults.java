package io.quarkiverse.codex.runtime.mcp;

import org.eclipse.microprofile.config.Config;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Gives codex an MCP server of its own beside those of the application. Its path is fixed when the application is built, and
 * before any build step runs: only the configuration itself can say it.
 */
public final class McpServerDefaults implements SmallRyeConfigBuilderCustomizer {

    /** The name of the MCP server that only codex talks to. */
    public static final String SERVER = "quarkus-codex";
    /** What its properties begin with. */
    public static final String PREFIX = "quarkus.mcp.server.\"" + SERVER + "\".";
    /** The property of its path, below the root path of the HTTP server. */
    public static final String PATH_PROPERTY = PREFIX + "http.root-path";

    private static final String PATH = "/codex/mcp";
    private static final String MCP_SERVER = "io/quarkiverse/mcp/server/http/runtime/HttpMcpServerRecorder.class";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (Thread.currentThread().getContextClassLoader().getResource(MCP_SERVER) != null) {
            builder.withDefaultValue(PATH_PROPERTY, PATH);
        }
    }

    /**
     * Returns where the server is on the HTTP server.
     *
     * @param config the application's configuration, when it is built or while it runs: it is the same
     * @return the absolute path, never {@code null}
     */
    public static String absolutePath(Config config) {
        String root = config.getOptionalValue("quarkus.http.root-path", String.class).orElse("/");
        return ("/" + root + "/" + config.getValue(PATH_PROPERTY, String.class)).replaceAll("/+", "/");
    }
}
