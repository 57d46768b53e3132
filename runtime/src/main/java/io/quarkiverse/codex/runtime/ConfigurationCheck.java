package io.quarkiverse.codex.runtime;

import java.time.Duration;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.config.AppServerConfig;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.TimeoutsConfig;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkus.runtime.configuration.MemorySize;

/**
 * Refuses values of a client's configuration that cannot be, by the names of its properties.
 */
record ConfigurationCheck(ClientProperties client) {

    private static final String NO_LIMIT = "choose a time, or 0 for no limit";

    /**
     * Checks all times that the application waits for codex, or codex for the application.
     *
     * @throws CodexConfigurationException when one cannot be
     */
    void times(ClientConfig config) {
        TimeoutsConfig timeouts = config.timeouts();
        notNegative("timeouts.turn", timeouts.turn(), NO_LIMIT);
        notNegative("timeouts.start", timeouts.start(), NO_LIMIT);
        notNegative("timeouts.idle", timeouts.idle(), NO_LIMIT);
        notNegative("timeouts.shutdown", timeouts.shutdown(), "choose a time, or 0 to give codex none");
        notNegative("approvals.timeout", config.approvals().timeout(), NO_LIMIT);
        notNegative("hooks.probe.timeout", config.hooks().probe().timeout(), NO_LIMIT);
        AppServerConfig server = config.appServer();
        positive("app-server.request-timeout", server.requestTimeout(), "choose a time");
        notNegative("app-server.restart-delay", server.restartDelay(), "choose a time, or 0 for none");
        notNegative("app-server.max-restart-delay", server.maxRestartDelay(), "choose a time, or 0 for none");
        server.idleTimeout().ifPresent(
                timeout -> positive("app-server.idle-timeout", timeout,
                        "choose a time, or leave it out for processes that stay"));
    }

    private void notNegative(String key, Duration value, String advice) {
        require(!value.isNegative(), key, value, advice);
    }

    private void positive(String key, Duration value, String advice) {
        require(!value.isNegative() && !value.isZero(), key, value, advice);
    }

    long notNegative(String key, long value) {
        require(value >= 0, key, value, "choose 0 or more, or leave it out for any amount");
        return value;
    }

    int atLeastOne(String key, int value) {
        require(value >= 1, key, value, "choose 1 or more");
        return value;
    }

    int bytes(String key, MemorySize size) {
        long bytes = size.asLongValue();
        require(bytes >= 1 && bytes <= Integer.MAX_VALUE - 8, key, bytes + " bytes", "choose a size between 1 byte and 2 GiB");
        return (int) bytes;
    }

    private void require(boolean possible, String key, Object value, String advice) {
        if (!possible) {
            throw new CodexConfigurationException(client.name(key) + " is " + value + ": " + advice);
        }
    }
}
