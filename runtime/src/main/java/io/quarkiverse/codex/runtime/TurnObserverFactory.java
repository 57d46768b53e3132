package io.quarkiverse.codex.runtime;

import java.util.Optional;

import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.host.TurnObserver;

/**
 * Makes who watches the turns of a client.
 */
@FunctionalInterface
public interface TurnObserverFactory {

    /**
     * Makes the observer of a client, when that is made.
     *
     * @param clientName the client's name
     * @param config its configuration
     * @return the observer, or empty when this client needs none; never {@code null}
     */
    Optional<TurnObserver> create(String clientName, ClientConfig config);
}
