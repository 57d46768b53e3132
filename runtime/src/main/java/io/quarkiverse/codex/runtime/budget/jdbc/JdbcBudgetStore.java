package io.quarkiverse.codex.runtime.budget.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.codex.CodexBudgetStoreException;
import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.budget.Spending;
import io.quarkiverse.codex.runtime.config.SessionConfig;
import io.quarkiverse.codex.runtime.storage.jdbc.Database;
import io.quarkiverse.codex.runtime.storage.jdbc.JdbcDatabases;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;

/**
 * Counts in a table of a database: PostgreSQL, H2, or another one that understands the same SQL.
 */
@Singleton
@DefaultBean
@Typed(BudgetStore.class)
public class JdbcBudgetStore implements BudgetStore {

    private static final Logger LOG = Logger.getLogger(JdbcBudgetStore.class);
    private static final String TABLES = "db/codex/V1.1__codex_budgets.sql";

    private final Database database;

    @Inject
    JdbcBudgetStore(@Any Instance<AgroalDataSource> databases, SessionConfig config) {
        this(JdbcDatabases.choose(databases, config.jdbc().datasource()), config.jdbc().createTables(),
                new Workers("codex-budgets-jdbc"));
    }

    /**
     * @param database where to count
     * @param createTables whether the table is made when it is not there
     * @param threads where to wait for the database
     */
    public JdbcBudgetStore(DataSource database, boolean createTables, Executor threads) {
        Database plain = Database.of(database, threads, failure -> new CodexBudgetStoreException(
                "What turns have used up could not be counted in the database: " + failure.getMessage(), failure));
        this.database = createTables ? plain.creating(TABLES) : plain;
    }

    @Override
    public Uni<Spending> add(String key, Spending more, Duration keep) {
        return database.inTransaction(connection -> {
            BudgetTable table = new BudgetTable(connection);
            boolean isNew = !table.update(key, more, keep) && insert(connection, table, key, more, keep);
            return new Counted(table.find(key), isNew);
        }).invoke(counted -> {
            if (counted.isNew()) {
                removeExpired();
            }
        }).map(Counted::sum);
    }

    /**
     * @return whether it is new; if not, another was faster, whose row is added to
     */
    private static boolean insert(Connection connection, BudgetTable table, String key, Spending more, Duration keep)
            throws SQLException {
        try {
            if (table.insert(key, more, keep)) {
                return true;
            }
        } catch (SQLException e) {
            if (!Database.violatesConstraint(e)) {
                throw e;
            }
            // Nothing but this statement was in the transaction, which PostgreSQL wants to be given up now.
            connection.rollback();
        }
        table.update(key, more, keep);
        return false;
    }

    /** In a transaction of its own, for which nobody waits: other replicas may do so at the same time. */
    private void removeExpired() {
        database.with(connection -> {
            new BudgetTable(connection).removeExpired();
            return null;
        }).subscribe().with(removed -> {
        }, failure -> LOG.debugf(failure, "What was counted long ago could not be removed"));
    }

    private record Counted(Spending sum, boolean isNew) {
    }
}
