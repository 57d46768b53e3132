package io.quarkiverse.codex.sessions;

import static io.quarkiverse.codex.sessions.SessionStoreContract.all;
import static io.quarkiverse.codex.sessions.SessionStoreContract.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.budget.Spending;
import io.quarkiverse.codex.runtime.budget.jdbc.JdbcBudgetStore;
import io.quarkiverse.codex.runtime.session.jdbc.JdbcSessionStore;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionStore;

/** The scripts that are shipped, run by Flyway. */
class FlywayTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void makesTheTablesInPostgres() {
        try (PostgresServer server = PostgresServer.start()) {
            makesTheTables(Databases.pool(server.jdbcUrl(), "codex"));
        }
    }

    @Test
    void makesTheTablesInH2() {
        makesTheTables(Databases.pool("jdbc:h2:mem:flyway;DB_CLOSE_DELAY=-1", "sa"));
    }

    private static void makesTheTables(DataSource database) {
        Flyway flyway = Flyway.configure().dataSource(database).locations("db/codex").load();

        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(2);
        assertThat(flyway.migrate().migrationsExecuted).isZero();
        flyway.validate();
        assertThat(flyway.info().applied()).extracting(MigrationInfo::getDescription).containsExactly("codex sessions",
                "codex budgets");

        SessionStore sessions = new JdbcSessionStore(database, false, new Workers("flyway-test"));
        SessionKey key = new SessionKey("client", "user-42");
        SessionLease lease = of(sessions.acquire(key, LONG)).orElseThrow();
        List<SessionEntry> turn = SessionStoreContract.turn("t1", "hello", "Hi!");
        of(sessions.append(lease, turn, Optional.of(LONG)));
        assertThat(all(sessions.load(key))).isEqualTo(turn);

        Spending spent = new Spending(1, 2, 3, 4);
        assertThat(of(new JdbcBudgetStore(database, false, new Workers("flyway-test")).add("thread:1", spent, LONG)))
                .isEqualTo(spent);
        // Whoever has switched to Flyway may have left this on.
        assertThat(of(new JdbcBudgetStore(database, true, new Workers("flyway-test")).add("thread:1", spent, LONG)).tokens())
                .isEqualTo(2);
        assertThat(all(new JdbcSessionStore(database, true, new Workers("flyway-test")).load(key))).isEqualTo(turn);
    }
}
