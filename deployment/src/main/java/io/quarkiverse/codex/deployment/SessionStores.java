package io.quarkiverse.codex.deployment;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import io.quarkiverse.codex.runtime.config.SessionStoreKind;
import io.quarkus.deployment.Capability;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * A store, and the extension that it needs.
 */
enum SessionStores {

    MEMORY("store.MemorySessionStore", null, null),
    FILE("store.FileSessionStore", null, null),
    REDIS("redis.RedisSessionStore", Capability.REDIS_CLIENT, "quarkus-redis-client"),
    // Every driver's extension brings Agroal, and without one it is of no use.
    JDBC("jdbc.JdbcSessionStore", Capability.AGROAL, "quarkus-jdbc-postgresql");

    /** What makes the tables of the store in a database. */
    static final String TABLES = "db/codex/V1.0__codex_sessions.sql";

    private static final String PACKAGE = "io.quarkiverse.codex.runtime.session.";

    private final String className;
    private final Optional<String> capability;
    private final String artifact;

    SessionStores(String className, String capability, String artifact) {
        this.className = PACKAGE + className;
        this.capability = Optional.ofNullable(capability);
        this.artifact = artifact;
    }

    static SessionStores of(SessionStoreKind kind) {
        return valueOf(kind.name());
    }

    String className() {
        return className;
    }

    /**
     * @param isPresent whether the application has a capability
     * @throws ConfigurationException when it does not have that of the extension
     */
    void requireExtension(Predicate<String> isPresent) {
        if (capability.isPresent() && !isPresent.test(capability.get())) {
            String store = name().toLowerCase(Locale.ROOT);
            throw new ConfigurationException("quarkus.codex.session.store=" + store
                    + " needs an extension that the application does not have. Add it to pom.xml:"
                    + System.lineSeparator() + System.lineSeparator()
                    + "    <dependency><groupId>io.quarkus</groupId><artifactId>" + artifact + "</artifactId></dependency>"
                    + System.lineSeparator() + System.lineSeparator()
                    + (this == JDBC ? "(or the extension of another JDBC driver), or choose another store"
                            : "or choose another store"));
        }
    }
}
