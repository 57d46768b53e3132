package io.quarkiverse.codex.deployment;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.CodexBuildTimeConfig;
import io.smallrye.config.NameIterator;
import io.smallrye.config.common.utils.StringUtil;

/**
 * The names of the clients that an application configures.
 *
 * @param names the names
 * @param inOtherProfiles the names that only other profiles configure than the one that is built for
 */
public record ClientNames(Set<String> names, Set<String> inOtherProfiles) {

    private static final String PREFIX = "quarkus.codex.";
    /** Sessions are configured for all clients together, and so is what is lent to them. */
    private static final Set<String> PROPERTIES = Stream.concat(Stream.of("session", "devservices"),
            Arrays.stream(ClientConfig.class.getMethods()).map(ClientNames::propertyName))
            .collect(Collectors.toUnmodifiableSet());
    private static final Pattern PROPERTY = Pattern.compile(Arrays.stream(ClientConfig.class.getMethods())
            .map(method -> propertyName(method) + (isGroup(method.getReturnType()) ? "-.+" : "(\\[\\d+]|-\\d+-?)?"))
            .collect(Collectors.joining("|")));
    /** They concern all clients, even where a client has a group of the same name, and are listed with their defaults. */
    private static final Set<String> OF_THE_BUILD = Arrays.stream(CodexBuildTimeConfig.class.getMethods())
            .flatMap(group -> Arrays.stream(group.getReturnType().getMethods())
                    .map(method -> propertyName(group) + "-" + propertyName(method)))
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Reads the names off the properties that are known while the application is built.
     */
    public static ClientNames configured(Config config) {
        Set<String> names = new TreeSet<>();
        Set<String> inOtherProfiles = new TreeSet<>();
        for (String property : config.getPropertyNames()) {
            if (property.startsWith("%")) {
                clientOf(property.substring(property.indexOf('.') + 1)).ifPresent(inOtherProfiles::add);
            } else {
                clientOf(property).ifPresent(names::add);
            }
        }
        inOtherProfiles.removeAll(names);
        return new ClientNames(names, inOtherProfiles);
    }

    /**
     * Returns whether a property of the default client is known while the application is built.
     */
    static boolean configuresDefault(Config config) {
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(PREFIX) && clientOf(property).isEmpty()) {
                String name = property.substring(PREFIX.length()).replace('.', '-');
                if (PROPERTY.matcher(name).matches() && !OF_THE_BUILD.contains(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<String> clientOf(String property) {
        if (!property.startsWith(PREFIX)) {
            return Optional.empty();
        }
        NameIterator segments = new NameIterator(property.substring(PREFIX.length()));
        String first = segments.getNextSegment();
        segments.next();
        if (!segments.hasNext() || PROPERTIES.contains(first)) {
            return Optional.empty();
        }
        // An environment variable cannot tell a dash from a dot: QUARKUS_CODEX_SANDBOX_MODE comes as sandbox.mode, and only
        // what follows tells that 'sandbox' is no client.
        String rest = segments.getName().substring(segments.getPosition() + 1).replace('.', '-');
        return PROPERTY.matcher(rest).matches() ? Optional.of(first) : Optional.empty();
    }

    private static String propertyName(Method method) {
        return StringUtil.skewer(method.getName());
    }

    private static boolean isGroup(Class<?> type) {
        return type == Map.class || type.isInterface() && type.getPackage() == ClientConfig.class.getPackage();
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
        if (name.indexOf('"') >= 0 || name.indexOf('\\') >= 0) {
            return Optional
                    .of("a codex client cannot be named '" + name + "', for SmallRye Config does not find the defaults of"
                            + " a name with a quotation mark or a backslash: choose another name");
        }
        if (names.contains(name)) {
            return Optional.empty();
        }
        String example = "quarkus.codex.\"" + name + "\".model";
        if (inOtherProfiles.contains(name)) {
            return Optional.of("the codex client named '" + name + "' is configured for other profiles only: set at least one"
                    + " property of it at build time for this one, too, or for all, for example " + example);
        }
        return Optional.of("there is no codex client named '" + name + "': set at least one property of it at build time,"
                + " for example " + example + (names.isEmpty() ? "" : ", or use one of " + names));
    }
}
