package io.quarkiverse.codex.runtime.session.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.codex.runtime.session.SessionEntryCodec;
import io.quarkiverse.codex.runtime.session.store.Attributes;
import io.quarkiverse.codex.runtime.session.store.SessionHead;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;

/**
 * The tables on one connection. All moments are the database's own, in milliseconds: the clocks of the replicas do not matter.
 */
final class SessionTables {

    private static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";
    private static final String THIS = " client = ? AND session_key = ?";
    private static final String THERE = " entries > 0 AND (expires_at IS NULL OR expires_at > " + NOW + ")";
    /** Sessions that have expired, and what is left of leases of those that never began. */
    private static final String GONE = " lease_until <= " + NOW + " AND (entries = 0 OR expires_at <= " + NOW + ")";
    private static final String HEAD = "SELECT thread_id, turn_id, turn_sequence, turn_ended, entries, created_at, updated_at,"
            + " expires_at, attributes, " + NOW + " FROM codex_session WHERE" + THIS;

    private final Connection connection;

    SessionTables(Connection connection) {
        this.connection = connection;
    }

    /** What is known of a session, and when. */
    record Seen(SessionHead head, Instant now) {
    }

    /** An entry and where it stands. */
    record Placed(long position, SessionEntry entry) {
    }

    Optional<SessionHead> find(SessionKey key) throws SQLException {
        try (PreparedStatement statement = prepare(HEAD + " AND" + THERE, key)) {
            return head(statement).map(Seen::head);
        }
    }

    /** Locks the session until the transaction ends. Empty when another has the lease. */
    Optional<Seen> lock(SessionLease lease) throws SQLException {
        try (PreparedStatement statement = prepare(HEAD + " AND lease_holder = ? AND lease_token = ? FOR UPDATE",
                lease.key())) {
            statement.setString(3, lease.holder());
            statement.setLong(4, lease.token());
            return head(statement);
        }
    }

    private static Optional<Seen> head(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(new Seen(new SessionHead(row.getString(1), row.getString(2), row.getInt(3), row.getBoolean(4),
                    row.getLong(5), moment(row, 6), moment(row, 7), moment(row, 8), Attributes.fromJson(row.getString(9))),
                    Instant.ofEpochMilli(row.getLong(10))));
        }
    }

    private static Instant moment(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    List<Placed> entries(SessionKey key, long behind, int most) throws SQLException {
        try (PreparedStatement statement = prepare("SELECT position, entry FROM codex_session_entry WHERE" + THIS
                + " AND position > ? ORDER BY position FETCH FIRST " + most + " ROWS ONLY", key)) {
            statement.setLong(3, behind);
            List<Placed> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Placed(rows.getLong(1), SessionEntryCodec.fromJson(rows.getString(2))));
                }
            }
            return entries;
        }
    }

    List<String> keys(String client, String behind, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT session_key FROM codex_session WHERE client = ?"
                + " AND session_key > ? AND" + THERE + " ORDER BY session_key FETCH FIRST " + most + " ROWS ONLY")) {
            statement.setString(1, client);
            statement.setString(2, behind);
            List<String> keys = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        }
    }

    void removeGone() throws SQLException {
        try (PreparedStatement entries = connection.prepareStatement("DELETE FROM codex_session_entry WHERE (client,"
                + " session_key) IN (SELECT client, session_key FROM codex_session WHERE" + GONE + ")");
                PreparedStatement sessions = connection.prepareStatement("DELETE FROM codex_session WHERE" + GONE)) {
            entries.executeUpdate();
            sessions.executeUpdate();
        }
    }

    boolean describe(SessionKey key, String attributes) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("UPDATE codex_session SET attributes = ? WHERE" + THIS + " AND" + THERE)) {
            statement.setString(1, attributes);
            setKey(statement, 2, key);
            return statement.executeUpdate() > 0;
        }
    }

    boolean takeFreeLease(SessionKey key, String holder, Duration duration) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE codex_session SET lease_holder = ?,"
                + " lease_token = GREATEST(lease_token + 1, " + NOW + "), lease_until = " + NOW + " + ? WHERE" + THIS
                + " AND lease_until <= " + NOW)) {
            statement.setString(1, holder);
            statement.setLong(2, duration.toMillis());
            setKey(statement, 3, key);
            return statement.executeUpdate() > 0;
        }
    }

    /**
     * Takes the lease of a session of which there is no row yet.
     *
     * @throws SQLException with the state of a constraint when another does so at the same time
     */
    boolean takeFirstLease(SessionKey key, String holder, Duration duration) throws SQLException {
        // What is there anyway is left out: databases log what violates a constraint.
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO codex_session (client, session_key,"
                + " lease_holder, lease_token, lease_until) SELECT CAST(? AS VARCHAR(200)), CAST(? AS VARCHAR(400)),"
                + " CAST(? AS VARCHAR(100)), " + NOW + ", " + NOW + " + CAST(? AS BIGINT)"
                + " WHERE NOT EXISTS (SELECT 1 FROM codex_session WHERE" + THIS + ")")) {
            setKey(statement, 1, key);
            statement.setString(3, holder);
            statement.setLong(4, duration.toMillis());
            setKey(statement, 5, key);
            return statement.executeUpdate() > 0;
        }
    }

    Optional<SessionLease> lease(SessionKey key, String holder) throws SQLException {
        try (PreparedStatement statement = prepare(
                "SELECT lease_token FROM codex_session WHERE" + THIS + " AND lease_holder = ?", key)) {
            statement.setString(3, holder);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new SessionLease(key, holder, row.getLong(1))) : Optional.empty();
            }
        }
    }

    boolean renew(SessionLease lease, Duration duration) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE codex_session SET lease_until = " + NOW
                + " + ? WHERE" + THIS + " AND lease_holder = ? AND lease_token = ?")) {
            statement.setLong(1, duration.toMillis());
            setKey(statement, 2, lease.key());
            statement.setString(4, lease.holder());
            statement.setLong(5, lease.token());
            return statement.executeUpdate() > 0;
        }
    }

    void release(SessionLease lease) throws SQLException {
        try (PreparedStatement statement = prepare("UPDATE codex_session SET lease_holder = NULL, lease_until = 0 WHERE" + THIS
                + " AND lease_holder = ? AND lease_token = ?", lease.key())) {
            statement.setString(3, lease.holder());
            statement.setLong(4, lease.token());
            statement.executeUpdate();
        }
    }

    void removeEntries(SessionKey key) throws SQLException {
        try (PreparedStatement statement = prepare("DELETE FROM codex_session_entry WHERE" + THIS, key)) {
            statement.executeUpdate();
        }
    }

    void insert(SessionKey key, long position, List<SessionEntry> entries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO codex_session_entry (client, session_key, position, entry) VALUES (?, ?, ?, ?)")) {
            long next = position;
            for (SessionEntry entry : entries) {
                setKey(statement, 1, key);
                statement.setLong(3, next++);
                statement.setString(4, SessionEntryCodec.toJson(entry));
                // No batch: it is no more than a few, and drivers put all values into the messages of batches that fail.
                statement.executeUpdate();
            }
        }
    }

    void update(SessionKey key, SessionHead head) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE codex_session SET thread_id = ?, turn_id = ?,"
                + " turn_sequence = ?, turn_ended = ?, entries = ?, created_at = ?, updated_at = ?, expires_at = ?,"
                + " attributes = ? WHERE" + THIS)) {
            statement.setString(1, head.threadId());
            statement.setString(2, head.turnId());
            statement.setInt(3, head.sequence());
            statement.setBoolean(4, head.ended());
            statement.setLong(5, head.entries());
            setMoment(statement, 6, head.createdAt());
            setMoment(statement, 7, head.updatedAt());
            setMoment(statement, 8, head.expiresAt());
            statement.setString(9, Attributes.toJson(head.attributes()));
            setKey(statement, 10, key);
            statement.executeUpdate();
        }
    }

    private static void setMoment(PreparedStatement statement, int index, Instant moment) throws SQLException {
        if (moment == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, moment.toEpochMilli());
        }
    }

    private PreparedStatement prepare(String sql, SessionKey key) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            setKey(statement, 1, key);
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
        return statement;
    }

    private static void setKey(PreparedStatement statement, int index, SessionKey key) throws SQLException {
        statement.setString(index, key.client());
        statement.setString(index + 1, key.name());
    }
}
