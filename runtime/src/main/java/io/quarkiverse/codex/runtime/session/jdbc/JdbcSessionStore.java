package io.quarkiverse.codex.runtime.session.jdbc;

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

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.codex.runtime.config.SessionConfig;
import io.quarkiverse.codex.runtime.session.jdbc.SessionTables.Placed;
import io.quarkiverse.codex.runtime.session.jdbc.SessionTables.Seen;
import io.quarkiverse.codex.runtime.session.store.Attributes;
import io.quarkiverse.codex.runtime.session.store.SessionHead;
import io.quarkiverse.codex.runtime.session.store.Tidying;
import io.quarkiverse.codex.runtime.storage.jdbc.Database;
import io.quarkiverse.codex.runtime.storage.jdbc.JdbcDatabases;
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

    private static final Logger LOG = Logger.getLogger(JdbcSessionStore.class);
    private static final int PAGE = 50;
    private static final int KEYS = 500;
    private static final String TABLES = "db/codex/V1.0__codex_sessions.sql";

    private final Database database;
    private final Tidying tidying = new Tidying();

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
        Database plain = Database.of(database, threads, failure -> new SessionException(
                "A session could not be read or written in the database: " + failure.getMessage(), failure));
        this.database = createTables ? plain.creating(TABLES) : plain;
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
            return new LastKey();
        }).onItem().transformToMulti(last -> Multi.createBy().repeating().uni(() -> with(tables -> page(tables, client, last)))
                .whilst(page -> page.size() == KEYS)
                .onItem().transformToMultiAndConcatenate(Multi.createFrom()::iterable));
    }

    private static List<String> page(SessionTables tables, String client, LastKey last) throws SQLException {
        List<String> page = tables.keys(client, last.name, KEYS);
        if (!page.isEmpty()) {
            last.name = page.get(page.size() - 1);
        }
        return page;
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
            if (Database.violatesConstraint(e)) {
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
            return (Void) null;
        }).invoke(() -> {
            if (tidying.isDue(ttl)) {
                tidy();
            }
        });
    }

    /** Nobody waits for that: other replicas may do so at the same time. */
    private void tidy() {
        inTransaction(tables -> {
            tables.removeGone();
            return null;
        }).subscribe().with(removed -> {
        }, failure -> LOG.debugf(failure, "Sessions that have expired could not be removed"));
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
        return database.with(connection -> use.of(new SessionTables(connection)));
    }

    private <T> Uni<T> inTransaction(Use<T> use) {
        return database.inTransaction(connection -> use.of(new SessionTables(connection)));
    }

    private interface Use<T> {

        T of(SessionTables tables) throws SQLException;
    }

    /** Where the next page of keys begins, for one subscriber. */
    private static final class LastKey {

        /** No key is empty. */
        private String name = "";
    }

    /** Where the next page begins, for one subscriber. */
    private static final class Position {

        private long last = -1;
    }
}
