package io.quarkiverse.codex.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * The remote transport: app-servers that somebody else has started. The limits and delays of the app-server transport hold
 * here too. Directories and images are those of the remote machine. What makes up a local process, such as `path`, `home` and
 * `env`, has no effect, and an API key is refused.
 */
@ConfigGroup
public interface RemoteConfig {

    /**
     * Where codex listens, `ws://host:port` or `wss://host:port`. New threads are spread over several; a thread stays where
     * it was opened.
     */
    Optional<List<String>> url();

    /**
     * The bearer token that codex asks for. Without TLS it is sent to this machine only.
     */
    Optional<String> token();

    /**
     * The configuration of the TLS registry for `wss`.
     */
    @ConfigDocDefault("the default TLS configuration")
    Optional<String> tlsConfigurationName();

    /**
     * How long a connection may take to come about. A readiness probe may take as long.
     */
    @WithDefault("10S")
    Duration connectTimeout();

    /**
     * How often codex is asked for a sign of life. A connection without one in the time between is given up. Zero means never.
     */
    @WithDefault("30S")
    Duration pingInterval();
}
