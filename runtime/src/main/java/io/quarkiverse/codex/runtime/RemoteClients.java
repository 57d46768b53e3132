package io.quarkiverse.codex.runtime;

import java.time.Duration;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.RemoteConfig;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.transport.appserver.Network;
import io.quarkiverse.codex.runtime.transport.appserver.RemoteSettings;
import io.quarkiverse.codex.runtime.transport.appserver.RemoteUrl;

/**
 * Checks the configuration of a remote client before anything is sent anywhere.
 */
final class RemoteClients {

    private static final Logger LOG = Logger.getLogger(RemoteClients.class);

    private RemoteClients() {
    }

    static RemoteSettings settings(ClientProperties client, ClientConfig config, Network network) {
        String prefix = client.prefix();
        if (config.apiKey().isPresent()) {
            throw new CodexConfigurationException(prefix + "api-key cannot be used with transport=remote, for a remote codex"
                    + " has a login of its own, which all its clients share: remove the property, and log codex in where it"
                    + " runs");
        }
        if (config.path().isPresent() || config.home().isPresent() || !config.env().isEmpty()) {
            LOG.warnf("%spath, home and env have no effect with transport=remote: set them where codex runs", prefix);
        }
        RemoteConfig remote = config.remote();
        remote.token().ifPresent(token -> checkToken(prefix, token));
        positive(prefix + "remote.connect-timeout", remote.connectTimeout());
        List<RemoteUrl> urls = RemoteUrl.parse(client, remote.url().orElse(List.of()),
                remote.token().isPresent());
        if (urls.stream().anyMatch(RemoteUrl::tls)) {
            checkTls(prefix, remote, network);
        }
        return new RemoteSettings(urls, remote.token(), remote.tlsConfigurationName(), remote.connectTimeout(),
                remote.pingInterval(), network);
    }

    private static void checkToken(String prefix, String token) {
        if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new CodexConfigurationException(prefix + "remote.token is blank or has characters that a bearer token cannot"
                    + " have: give it as one word of printable ASCII");
        }
    }

    private static void positive(String property, Duration value) {
        if (value.toMillis() < 1 || value.toMillis() > Integer.MAX_VALUE) {
            throw new CodexConfigurationException(property + " is " + value + ": choose between 1 millisecond and 24 days");
        }
    }

    private static void checkTls(String prefix, RemoteConfig remote, Network network) {
        try {
            network.tls().apply(remote.tlsConfigurationName());
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new CodexConfigurationException(prefix + "remote.tls-configuration-name is "
                    + remote.tlsConfigurationName().orElse("not set") + ", which the TLS registry does not have: "
                    + e.getMessage(), e);
        }
    }
}
