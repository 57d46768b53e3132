package io.quarkiverse.codex.runtime.devui;

import java.lang.annotation.Annotation;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;

/**
 * Finds what belongs to a client by the name that pages know that by.
 */
final class ClientLookup {

    private ClientLookup() {
    }

    /**
     * @param candidates beans of all clients
     * @param client the client's name; {@code null} or empty for the default one
     * @throws IllegalArgumentException when there is no such client
     */
    static <T> T find(Instance<T> candidates, String client) {
        Instance<T> found = candidates.select(qualifier(client));
        if (!found.isResolvable()) {
            throw new IllegalArgumentException("There is no client named " + client);
        }
        return found.get();
    }

    private static Annotation qualifier(String client) {
        return client == null || client.isEmpty() || CodexClient.DEFAULT_NAME.equals(client) ? Default.Literal.INSTANCE
                : CodexClientName.Literal.of(client);
    }
}
