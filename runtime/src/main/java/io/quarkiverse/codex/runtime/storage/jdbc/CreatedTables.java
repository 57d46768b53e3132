package io.quarkiverse.codex.runtime.storage.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes the tables before the database is first used.
 */
final class CreatedTables implements Connections {

    private final Connections connections;
    private final String script;
    private boolean created;

    /**
     * @param script the resource with the statements
     */
    CreatedTables(Connections connections, String script) {
        this.connections = connections;
        this.script = script;
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = connections.open();
        try {
            create(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private synchronized void create(Connection connection) throws SQLException {
        if (created) {
            return;
        }
        try {
            execute(connection);
        } catch (SQLException e) {
            // PostgreSQL does not keep replicas apart that do so at the same time: the slower one finds everything now.
            execute(connection);
        }
        created = true;
    }

    private void execute(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : tables().split(";")) {
                if (!table.isBlank()) {
                    statement.execute(table);
                }
            }
        }
    }

    private String tables() throws SQLException {
        try (InputStream resource = CreatedTables.class.getClassLoader().getResourceAsStream(script)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SQLException("The statements that make the tables cannot be read", e);
        }
    }
}
