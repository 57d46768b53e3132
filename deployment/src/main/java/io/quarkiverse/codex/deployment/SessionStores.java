package io.quarkiverse.codex.deployment;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.quarkiverse.codex.runtime.config.SessionStoreKind;
import io.quarkus.deployment.Capability;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * A store, and the extension that it needs. What turns have used up of their budgets is counted where sessions are kept, if
 * other replicas are there, too.
 */
enum SessionStores {

    MEMORY("session.store.MemorySessionStore", null, null, null),
    FILE("session.store.FileSessionStore", null, null, null),
    REDIS("session.redis.RedisSessionStore", "budget.redis.RedisBudgetStore", Capability.REDIS_CLIENT,
            "quarkus-redis-client"),
    // Every driver's extension brings Agroal, and without one it is of no use.
    JDBC("session.jdbc.JdbcSessionStore", "budget.jdbc.JdbcBudgetStore", Capability.AGROAL, "quarkus-jdbc-postgresql");

    /** What makes the tables of the store in a database. */
    static final List<String> TABLES = List.of("db/codex/V1.0__codex_sessions.sql", "db/codex/V1.1__codex_budgets.sql");

    private static final String PACKAGE = "io.quarkiverse.codex.runtime.";

    private final List<String> classNames;
    private final Optional<String> capability;
    private final String artifact;

    SessionStores(String className, String budgetClassName, String capability, String artifact) {
        this.classNames = Stream.of(className, budgetClassName).filter(Objects::nonNull).map(PACKAGE::concat).toList();
        this.capability = Optional.ofNullable(capability);
        this.artifact = artifact;
    }

    static SessionStores of(SessionStoreKind kind) {
        return valueOf(kind.name());
    }

    List<String> classNames() {
        return classNames;
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
