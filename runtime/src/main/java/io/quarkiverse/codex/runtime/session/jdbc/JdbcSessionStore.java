package io.quarkiverse.codex.runtime.session.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.codex.runtime.config.SessionConfig;
import io.quarkiverse.codex.runtime.session.jdbc.SessionTables.Placed;
import io.quarkiverse.codex.runtime.session.jdbc.SessionTables.Seen;
import io.quarkiverse.codex.runtime.session.store.Attributes;
import io.quarkiverse.codex.runtime.session.store.BlockingCalls;
import io.quarkiverse.codex.runtime.session.store.SessionHead;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionException;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionLostException;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Keeps sessions in two tables of a database: PostgreSQL, H2, or another one that understands the same SQL.
 */
@Singleton
@DefaultBean
@Typed(SessionStore.class)
public class JdbcSessionStore implements SessionStore {

    private static final int PAGE = 50;
    /** What SQL states begin with that tell of a violated constraint. */
    private static final String CONSTRAINT = "23";

    private final Connections connections;
    private final BlockingCalls calls;

    @Inject
    JdbcSessionStore(@Any Instance<AgroalDataSource> databases, SessionConfig config) {
        this(JdbcDatabases.choose(databases, config.jdbc().datasource()), config.jdbc().createTables(),
                new Workers("codex-sessions-jdbc"));
    }

    /**
     * @param database where to keep sessions
     * @param createTables whether the tables are made when they are not there
     * @param threads where to wait for the database
     */
    public JdbcSessionStore(DataSource database, boolean createTables, Executor threads) {
        this.connections = createTables ? new CreatedTables(database::getConnection) : database::getConnection;
        this.calls = new BlockingCalls(threads, failure -> new SessionException(
                "A session could not be read or written in the database: " + failure.getMessage(), failure));
    }

    @Override
    public Uni<Optional<SessionInfo>> find(SessionKey key) {
        return with(tables -> tables.find(key).map(head -> head.info(key)));
    }

    @Override
    public Multi<SessionEntry> load(SessionKey key) {
        return Multi.createBy().repeating().uni(Position::new, position -> with(tables -> page(tables, key, position)))
                .whilst(page -> page.size() == PAGE)
                .onItem().transformToMultiAndConcatenate(Multi.createFrom()::iterable)
                .map(Placed::entry);
    }

    private static List<Placed> page(SessionTables tables, SessionKey key, Position position) throws SQLException {
        List<Placed> page = tables.find(key).isEmpty() ? List.of() : tables.entries(key, position.last, PAGE);
        if (!page.isEmpty()) {
            position.last = page.get(page.size() - 1).position();
        }
        return page;
    }

    @Override
    public Multi<String> keys(String client) {
        return inTransaction(tables -> {
            tables.removeGone();
            return tables.keys(client);
        }).onItem().transformToMulti(Multi.createFrom()::iterable);
    }

    @Override
    public Uni<Boolean> describe(SessionKey key, Map<String, String> attributes) {
        return with(tables -> tables.describe(key, Attributes.toJson(attributes)));
    }

    @Override
    public Uni<Optional<SessionLease>> acquire(SessionKey key, Duration duration) {
        return with(tables -> {
            String holder = UUID.randomUUID().toString();
            return tables.takeFreeLease(key, holder, duration) || takeFirstLease(tables, key, holder, duration)
                    ? tables.lease(key, holder)
                    : Optional.empty();
        });
    }

    private static boolean takeFirstLease(SessionTables tables, SessionKey key, String holder, Duration duration)
            throws SQLException {
        try {
            return tables.takeFirstLease(key, holder, duration);
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(CONSTRAINT)) {
                // Another was faster.
                return false;
            }
            throw e;
        }
    }

    @Override
    public Uni<Boolean> renew(SessionLease lease, Duration duration) {
        return with(tables -> tables.renew(lease, duration));
    }

    @Override
    public Uni<Void> release(SessionLease lease) {
        return with(tables -> {
            tables.release(lease);
            return null;
        });
    }

    @Override
    public Uni<Void> append(SessionLease lease, List<SessionEntry> entries, Optional<Duration> ttl) {
        return inTransaction(tables -> {
            Seen seen = lock(tables, lease);
            SessionHead head = seen.head();
            if (!head.isThere(seen.now())) {
                // One that has expired goes with its entries.
                tables.removeEntries(lease.key());
                head = SessionHead.NOTHING;
            }
            List<SessionEntry> missing = head.missing(entries);
            if (!missing.isEmpty()) {
                tables.insert(lease.key(), head.entries(), missing);
                tables.update(lease.key(), head.with(missing, seen.now(), ttl));
            }
            return null;
        });
    }

    @Override
    public Uni<Boolean> clear(SessionLease lease) {
        return inTransaction(tables -> {
            Seen seen = lock(tables, lease);
            tables.removeEntries(lease.key());
            tables.update(lease.key(), SessionHead.NOTHING);
            return seen.head().isThere(seen.now());
        });
    }

    private static Seen lock(SessionTables tables, SessionLease lease) throws SQLException {
        return tables.lock(lease).orElseThrow(() -> new SessionLostException(
                "The session '" + lease.key().name() + "' was taken over by another turn"));
    }

    private <T> Uni<T> with(Use<T> use) {
        return calls.call(() -> {
            try (Connection connection = connections.open()) {
                return use.of(new SessionTables(connection));
            }
        });
    }

    private <T> Uni<T> inTransaction(Use<T> use) {
        return calls.call(() -> {
            try (Connection connection = connections.open()) {
                connection.setAutoCommit(false);
                try {
                    T result = use.of(new SessionTables(connection));
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

    private interface Use<T> {

        T of(SessionTables tables) throws SQLException;
    }

    /** Where the next page begins, for one subscriber. */
    private static final class Position {

        private long last = -1;
    }
}
