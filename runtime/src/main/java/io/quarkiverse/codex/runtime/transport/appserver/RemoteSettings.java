package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How remote codexes are reached.
 *
 * @param urls where they listen, at least one
 * @param token the bearer token
 * @param tlsConfigurationName the TLS configuration, or empty for the default one
 * @param connectTimeout how long a connection may take to come about
 * @param pingInterval how often a sign of life is asked for; zero for never
 * @param network what connections are made by
 */
public record RemoteSettings(List<RemoteUrl> urls, Optional<String> token, Optional<String> tlsConfigurationName,
        Duration connectTimeout, Duration pingInterval, Network network) {

    /**
     * Tells the URLs only: the token is a secret.
     */
    @Override
    public String toString() {
        return "RemoteSettings" + urls;
    }
}
