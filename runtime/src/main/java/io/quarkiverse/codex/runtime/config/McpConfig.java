package io.quarkiverse.codex.runtime.config;

import java.net.URI;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.smallrye.config.WithDefault;

/**
 * How a codex that takes tools over MCP only reaches those of the application: codex of the exec transport. It needs the
 * extension `io.quarkiverse.mcp:quarkus-mcp-server-http`.
 */
public interface McpConfig {

    /**
     * Where codex looks for the tools. Needed where the HTTP port of the application is not what codex should use: the
     * application takes HTTPS only, or codex runs in a container of its own.
     */
    @ConfigDocDefault("the HTTP port of the application on this machine")
    Optional<URI> url();

    /**
     * Whether codex may come from another machine. Whoever comes needs the token of a turn in any case.
     */
    @WithDefault("false")
    boolean fromElsewhere();
}
