package io.quarkiverse.codex.runtime.host;

import java.util.Objects;

import io.quarkiverse.codex.CodexClient;

/**
 * What the properties of one client are called, so that messages name those that somebody has to change. An immutable value.
 *
 * @param clientName the client's name, never {@code null}
 */
public record ClientProperties(String clientName) {

    /** Those of the default client. */
    public static final ClientProperties OF_DEFAULT = new ClientProperties(CodexClient.DEFAULT_NAME);

    private static final String ROOT = "quarkus.codex.";

    public ClientProperties {
        Objects.requireNonNull(clientName, "clientName");
    }

    /**
     * Returns a property's whole name.
     *
     * @param key its name within the client, for example {@code timeouts.turn}
     * @return the name, as one writes it into {@code application.properties}
     */
    public String name(String key) {
        return prefix() + key;
    }

    /**
     * Returns what the names of all properties of the client begin with.
     */
    public String prefix() {
        return isDefault() ? ROOT : ROOT + "\"" + clientName + "\".";
    }

    /**
     * Returns what threads and log lines call the client.
     */
    public String label() {
        return isDefault() ? "default" : clientName;
    }

    private boolean isDefault() {
        return CodexClient.DEFAULT_NAME.equals(clientName);
    }
}
