package io.quarkiverse.codex.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.runtime.session.jdbc.JdbcSessionStore;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.session.SessionException;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionStore;

/** What is expected of stores in a database, of its tables too. */
abstract class JdbcSessionStoreContract extends SessionStoreContract {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final String client = "jdbc-" + UUID.randomUUID();

    private DataSource mine;

    abstract DataSource database();

    @BeforeEach
    void openMine() {
        mine = database();
    }

    @AfterEach
    void close() {
        Databases.closeAll();
    }

    @Override
    SessionStore replica() {
        return new JdbcSessionStore(database(), true, new Workers("jdbc-store"));
    }

    @Test
    void veryManySessionsAreListedEachOnce() throws SQLException {
        SessionStore store = replica();
        assertThat(all(store.keys(client))).isEmpty();
        List<String> names = new ArrayList<>();
        try (Connection connection = mine.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO codex_session (client, session_key, entries) VALUES (?, ?, 1)")) {
            for (int i = 0; i < 1501; i++) {
                names.add("user " + i % 7 + "-" + i);
                insert.setString(1, client);
                insert.setString(2, names.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }

        assertThat(all(store.keys(client))).containsExactlyInAnyOrderElementsOf(names);
        assertThat(all(store.keys(client).select().first(3))).hasSize(3);
    }

    @Test
    void whatHasExpiredIsRemovedThoughNobodyListsIt() {
        SessionStore store = replica();
        expire(store, "gone");
        await().atMost(PATIENCE).until(() -> of(store.find(new SessionKey(client, "gone"))).isEmpty());

        // Those of another replica's first session are tidied up by it.
        expire(replica(), "next");

        await().atMost(PATIENCE).until(() -> rowsOf("gone") == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "CHAR_LENGTH(entry) < 400", "CAST(entry AS INTEGER) > 0" })
    void failuresSayNothingOfWhatWasToBeStored(String condition) throws SQLException {
        SessionStore store = replica();
        SessionLease lease = of(store.acquire(new SessionKey(client, "private"), LONG)).orElseThrow();
        execute("ALTER TABLE codex_session_entry ADD CONSTRAINT picky CHECK (CASE WHEN client = '" + client + "' THEN "
                + condition + " ELSE TRUE END)");
        try {
            assertThatThrownBy(
                    () -> of(store.append(lease, turn("t1", "I have the flu", "flu ".repeat(200)), Optional.empty())))
                    .isInstanceOf(SessionException.class).hasMessageContaining("SQL state 2")
                    .satisfies(failure -> assertThat(told(failure)).doesNotContain("flu"));
        } finally {
            execute("ALTER TABLE codex_session_entry DROP CONSTRAINT picky");
        }
        assertThat(all(store.load(lease.key()))).isEmpty();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = mine.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String told(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private void expire(SessionStore store, String name) {
        SessionLease lease = of(store.acquire(new SessionKey(client, name), LONG)).orElseThrow();
        of(store.append(lease, turn("t1", "hello", "Hi!"), Optional.of(Duration.ofMillis(1))));
        of(store.release(lease));
    }

    private int rowsOf(String name) throws SQLException {
        try (Connection connection = mine.getConnection();
                PreparedStatement count = connection.prepareStatement("SELECT (SELECT COUNT(*) FROM codex_session WHERE client"
                        + " = ? AND session_key = ?) + (SELECT COUNT(*) FROM codex_session_entry WHERE client = ? AND"
                        + " session_key = ?)")) {
            count.setString(1, client);
            count.setString(2, name);
            count.setString(3, client);
            count.setString(4, name);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
