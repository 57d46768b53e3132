package io.quarkiverse.codex.runtime;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.TransportKind;
import io.quarkiverse.codex.runtime.health.ClientProbes;

/**
 * What a client lacks to run turns, as far as this machine can lend it.
 *
 * @param codex whether no codex is configured and none is found
 * @param model whether neither a model is configured nor something to log in with
 */
public record ClientNeeds(boolean codex, boolean model) {

    private static final ClientNeeds NOTHING = new ClientNeeds(false, false);

    /**
     * Finds out. Touches the file system.
     *
     * @param name the client's name
     * @param config its configuration
     */
    public static ClientNeeds of(String name, ClientConfig config) {
        if (config.transport() == TransportKind.REMOTE) {
            return NOTHING;
        }
        ClientProbes.Subject subject = ClientFactory.healthSubject(name, config, () -> null);
        boolean model = config.baseUrl().isEmpty() && !config.config().containsKey("model_provider")
                && subject.home().loginProblem().isPresent();
        return new ClientNeeds(config.path().isEmpty() && !isFound(subject), model);
    }

    private static boolean isFound(ClientProbes.Subject subject) {
        try {
            subject.executable().locate();
            return true;
        } catch (CodexConfigurationException missing) {
            return false;
        }
    }
}
