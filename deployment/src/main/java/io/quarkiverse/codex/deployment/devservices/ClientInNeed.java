package io.quarkiverse.codex.deployment.devservices;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.runtime.ClientNeeds;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.CodexConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * A client, and what it lacks.
 */
record ClientInNeed(String name, ClientNeeds needs) {

    private static final Logger LOG = Logger.getLogger(ClientInNeed.class);

    /**
     * Looks at what is known, while the application is built, of its configuration at run time.
     *
     * @param config the configuration
     * @param named the names of the clients it has beside the default one
     */
    static List<ClientInNeed> of(Config config, Set<String> named) {
        Set<String> names = new TreeSet<>(named);
        names.add(CodexClient.DEFAULT_NAME);
        List<ClientInNeed> clients = new ArrayList<>();
        try {
            CodexConfig codex = runtimeConfig(config.unwrap(SmallRyeConfig.class));
            for (String name : names) {
                ClientConfig client = codex.clients().get(name);
                clients.add(new ClientInNeed(name, ClientNeeds.of(name, client)));
            }
        } catch (RuntimeException wrong) {
            // The application says what is wrong with its configuration when it starts.
            LOG.debug("Nothing is lent to codex clients: their configuration cannot be read", wrong);
            return List.of();
        }
        return clients;
    }

    private static CodexConfig runtimeConfig(SmallRyeConfig config) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters().addDefaultInterceptors()
                .withProfiles(config.getProfiles()).withMapping(CodexConfig.class).withValidateUnknown(false);
        config.getConfigSources().forEach(builder::withSources);
        return builder.build().getConfigMapping(CodexConfig.class);
    }

    /**
     * Returns what a property of the client begins with.
     */
    String prefix() {
        return isDefault() ? "quarkus.codex." : "quarkus.codex.\"" + name + "\".";
    }

    boolean isDefault() {
        return CodexClient.DEFAULT_NAME.equals(name);
    }
}
