package io.quarkiverse.codex.runtime.budget.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import io.quarkiverse.codex.budget.Spending;

/**
 * The table on one connection. All moments are the database's own, in milliseconds: the clocks of the replicas do not matter.
 */
final class BudgetTable {

    private static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";
    /** What has expired counts anew. */
    private static final String UPDATE = "UPDATE codex_budget SET tokens = " + sum("tokens") + ", tool_calls = "
            + sum("tool_calls") + ", turns = " + sum("turns") + ", wall_time_ms = " + sum("wall_time_ms")
            + ", kept_until = GREATEST(kept_until, " + NOW + " + ?) WHERE budget_key = ?";
    /** What is there anyway is left out: databases log what violates a constraint. */
    private static final String INSERT = "INSERT INTO codex_budget (tokens, tool_calls, turns, wall_time_ms, kept_until,"
            + " budget_key) SELECT CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), " + NOW
            + " + CAST(? AS BIGINT), CAST(? AS VARCHAR(400))"
            + " WHERE NOT EXISTS (SELECT 1 FROM codex_budget WHERE budget_key = ?)";

    private final Connection connection;

    BudgetTable(Connection connection) {
        this.connection = connection;
    }

    private static String sum(String column) {
        return "CASE WHEN kept_until > " + NOW + " THEN " + column + " ELSE 0 END + ?";
    }

    /**
     * Adds to what is there, and locks it until the transaction ends.
     *
     * @return whether there is anything
     */
    boolean update(String key, Spending more, Duration keep) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            set(statement, key, more, keep);
            return statement.executeUpdate() > 0;
        }
    }

    /**
     * Begins to count.
     *
     * @return whether there was nothing
     * @throws SQLException with the state of a constraint when another does so at the same time
     */
    boolean insert(String key, Spending more, Duration keep) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            set(statement, key, more, keep);
            statement.setString(7, key);
            return statement.executeUpdate() > 0;
        }
    }

    private static void set(PreparedStatement statement, String key, Spending more, Duration keep) throws SQLException {
        statement.setLong(1, more.tokens());
        statement.setLong(2, more.toolCalls());
        statement.setLong(3, more.turns());
        statement.setLong(4, more.wallTimeMs());
        statement.setLong(5, keep.toMillis());
        statement.setString(6, key);
    }

    Spending find(String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT tokens, tool_calls, turns, wall_time_ms FROM codex_budget WHERE budget_key = ?")) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("What was counted under " + key + " has been removed by somebody else");
                }
                return new Spending(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
            }
        }
    }

    void removeExpired() throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("DELETE FROM codex_budget WHERE kept_until <= " + NOW)) {
            statement.executeUpdate();
        }
    }
}
