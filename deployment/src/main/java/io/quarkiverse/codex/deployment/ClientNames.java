package io.quarkiverse.codex.deployment;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.smallrye.config.NameIterator;
import io.smallrye.config.common.utils.StringUtil;

/**
 * The names of the clients that an application configures.
 *
 * @param names the names
 */
record ClientNames(Set<String> names) {

    private static final String PREFIX = "quarkus.codex.";
    private static final Set<String> PROPERTIES = Arrays.stream(ClientConfig.class.getMethods()).map(Method::getName)
            .map(StringUtil::skewer).collect(Collectors.toUnmodifiableSet());

    /**
     * Reads the names off the properties that are known while the application is built.
     */
    static ClientNames configured(Config config) {
        Set<String> names = new TreeSet<>();
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                NameIterator segments = new NameIterator(property.substring(PREFIX.length()));
                String first = segments.getNextSegment();
                segments.next();
                if (segments.hasNext() && !PROPERTIES.contains(first)) {
                    names.add(first);
                }
            }
        }
        return new ClientNames(names);
    }

    /**
     * Says what is wrong with a name that is injected.
     */
    Optional<String> problem(String name) {
        if (PROPERTIES.contains(name)) {
            return Optional.of("a codex client cannot be named '" + name + "', for quarkus.codex." + name
                    + " is a property of the default client: choose another name");
        }
        if (name.isBlank()) {
            return Optional.of("@CodexClientName needs a name");
        }
        if (!names.contains(name)) {
            return Optional.of("there is no codex client named '" + name + "': set at least one property of it at build time,"
                    + " for example quarkus.codex.\"" + name + "\".model, or use one of " + names);
        }
        return Optional.empty();
    }
}
