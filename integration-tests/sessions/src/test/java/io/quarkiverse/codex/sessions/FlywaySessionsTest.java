package io.quarkiverse.codex.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.codex.CodexBudgetExceededException;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** An application whose tables Flyway makes when it starts, in its only database. */
@QuarkusTest
@WithScriptedModel
@TestProfile(FlywaySessionsTest.Migrated.class)
class FlywaySessionsTest {

    public static class Migrated implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.codex.session.store", "jdbc",
                    "quarkus.codex.budget.client.turns", "2",
                    "quarkus.codex.budget.client.window", "100000D",
                    "quarkus.datasource.db-kind", "h2",
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:migrated;DB_CLOSE_DELAY=-1",
                    "quarkus.flyway.locations", "db/codex",
                    "quarkus.flyway.migrate-at-start", "true");
        }
    }

    ScriptedModel model;

    @Inject
    CodexSessions sessions;

    @Inject
    AgroalDataSource database;

    @Test
    void keepsSessionsAndBudgetsInThem() throws SQLException {
        model.when("my name is Ada").reply("Hello Ada!").usage(100, 20);
        model.when("who am I?").reply("Ada.").usage(200, 5);

        sessions.thread("user-42").runAndAwait("my name is Ada");
        sessions.thread("user-42").runAndAwait("who am I?");

        assertThatThrownBy(() -> sessions.thread("user-43").runAndAwait("who am I?"))
                .isInstanceOf(CodexBudgetExceededException.class).hasMessageContaining("3 of 2 turns");
        assertThat(number("SELECT COUNT(*) FROM codex_session_entry")).isPositive();
        assertThat(number("SELECT turns FROM codex_budget")).isEqualTo(2);
        assertThat(number("SELECT tokens FROM codex_budget")).isEqualTo(325);
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
