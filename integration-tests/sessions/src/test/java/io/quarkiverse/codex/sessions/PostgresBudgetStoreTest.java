package io.quarkiverse.codex.sessions;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.budget.Spending;
import io.quarkiverse.codex.runtime.budget.jdbc.JdbcBudgetStore;
import io.quarkiverse.codex.runtime.transport.Workers;

class PostgresBudgetStoreTest extends BudgetStoreContract {

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void close() {
        Databases.closeAll();
    }

    @Override
    BudgetStore replica() {
        return new JdbcBudgetStore(database(), true, new Workers("jdbc-budgets"));
    }

    private static DataSource database() {
        return Databases.pool(server.jdbcUrl(), "codex");
    }

    @Test
    void whatHasExpiredIsRemovedWhenSomethingNewIsCounted() {
        BudgetStore store = replica();
        DataSource mine = database();
        SessionStoreContract.of(store.add("thread:old", new Spending(1, 1, 1, 1), Duration.ofMillis(1)));

        await().atMost(PATIENCE).until(() -> {
            SessionStoreContract.of(store.add("thread:new-" + System.nanoTime(), Spending.NOTHING, Duration.ofMinutes(1)));
            return !isThere(mine, "thread:old");
        });
    }

    private static boolean isThere(DataSource database, String key) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM codex_budget WHERE budget_key = '" + key + "'")) {
            return row.next();
        }
    }
}
