package io.quarkiverse.codex.runtime.mcp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkus.vertx.http.HttpServer;

/**
 * Where codex' MCP server is.
 */
@Singleton
public class ServerAddress {

    private static final String URL = "mcp.url";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "0:0:0:0:0:0:0:0", "localhost");

    /** Its port is known when it has begun, which may be later. */
    private final HttpServer server;
    private final String host;
    private final String path;

    ServerAddress(HttpServer server, Config config) {
        this.server = server;
        this.host = config.getOptionalValue("quarkus.http.host", String.class).orElse("");
        this.path = McpServerDefaults.absolutePath(config);
    }

    /**
     * Returns the absolute path of codex' MCP server.
     */
    String path() {
        return path;
    }

    /**
     * Returns where a codex on this machine finds it.
     *
     * @param client what the properties of codex' client are called
     */
    URI url(ClientProperties client) {
        int port = server.getPort();
        if (port <= 0) {
            throw new CodexConfigurationException("codex looks for the application's tools on its HTTP port, and there is none:"
                    + " the HTTP server is off, has not begun yet, or takes HTTPS only. Let it listen for HTTP, or tell by"
                    + " " + client.name(URL) + " where codex finds it");
        }
        try {
            return new URI("http", null, EVERYWHERE.contains(host) ? LOOPBACK : host, port, path, null, null);
        } catch (URISyntaxException e) {
            throw new CodexConfigurationException("No URL can be made of quarkus.http.host=" + host + " for codex to find the"
                    + " application's tools: tell it by " + client.name(URL), e);
        }
    }
}
