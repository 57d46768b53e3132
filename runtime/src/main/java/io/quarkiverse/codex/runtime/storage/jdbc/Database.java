package io.quarkiverse.codex.runtime.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.function.Function;

import javax.sql.DataSource;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.runtime.storage.BlockingCalls;
import io.smallrye.mutiny.Uni;

/**
 * A database that a store keeps something in. Nothing here blocks its caller, nor takes part in a transaction of the caller's.
 */
public final class Database {

    /** What SQL states begin with that tell of a violated constraint. */
    private static final String CONSTRAINT = "23";

    private final Connections connections;
    private final BlockingCalls calls;

    private Database(Connections connections, BlockingCalls calls) {
        this.connections = connections;
        this.calls = calls;
    }

    /**
     * @param source where connections come from
     * @param threads where to wait for the database
     * @param failure what a failure of the database becomes, of which it is told nothing that was to be stored
     */
    public static Database of(DataSource source, Executor threads, Function<Exception, ? extends CodexException> failure) {
        return new Database(source::getConnection, new BlockingCalls(threads,
                failed -> failure.apply(failed instanceof SQLException said ? new DatabaseException(said) : failed)));
    }

    /**
     * Returns the same database, whose tables are made before it is first used.
     *
     * @param script the resource with the statements that make them where they are not there
     */
    public Database creating(String script) {
        return new Database(new CreatedTables(connections, script), calls);
    }

    /**
     * Uses a connection, each statement by itself.
     */
    public <T> Uni<T> with(Use<T> use) {
        return calls.call(() -> {
            try (Connection connection = connections.open()) {
                return use.of(connection);
            }
        });
    }

    /**
     * Uses a connection in a transaction, which is rolled back when the use fails.
     */
    public <T> Uni<T> inTransaction(Use<T> use) {
        return calls.call(() -> {
            try (Connection connection = connections.open()) {
                connection.setAutoCommit(false);
                try {
                    T result = use.of(connection);
                    connection.commit();
                    return result;
                } catch (SQLException | RuntimeException e) {
                    rollBack(connection, e);
                    throw e;
                } finally {
                    connection.setAutoCommit(true);
                }
            }
        });
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * Returns whether a statement has failed because somebody else was faster.
     */
    public static boolean violatesConstraint(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith(CONSTRAINT);
    }

    /**
     * What to do with a connection. May block.
     */
    public interface Use<T> {

        /**
         * @param connection open for this use only
         */
        T of(Connection connection) throws SQLException;
    }
}
