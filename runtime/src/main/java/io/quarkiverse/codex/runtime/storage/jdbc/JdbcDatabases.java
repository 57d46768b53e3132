package io.quarkiverse.codex.runtime.storage.jdbc;

import java.util.Optional;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkus.agroal.DataSource.DataSourceLiteral;

/**
 * Finds the database of a store among those of the application.
 */
public final class JdbcDatabases {

    private JdbcDatabases() {
    }

    /**
     * @param name the name of the datasource, or empty for the default one
     * @throws CodexConfigurationException when there is none of that name
     */
    public static DataSource choose(Instance<AgroalDataSource> databases, Optional<String> name) {
        Instance<AgroalDataSource> chosen = name.isPresent() ? databases.select(new DataSourceLiteral(name.get()))
                : databases.select(Default.Literal.INSTANCE);
        if (!chosen.isResolvable()) {
            throw new CodexConfigurationException(
                    "The sessions and budgets of codex are to be kept in a database, and there is no "
                            + name.map(
                                    given -> "datasource named '" + given + "', as quarkus.codex.session.jdbc.datasource says")
                                    .orElse("default datasource")
                            + ": configure it, quarkus.datasource." + name.map(given -> "\"" + given + "\".").orElse("")
                            + "db-kind for example, or choose another with quarkus.codex.session.jdbc.datasource");
        }
        return chosen.get();
    }
}
