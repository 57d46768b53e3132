package io.quarkiverse.codex.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** An application that keeps its sessions in a database of their own. */
@QuarkusTest
@WithScriptedModel
@TestProfile(JdbcSessionsTest.InADatabase.class)
class JdbcSessionsTest {

    public static class InADatabase implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.codex.session.store", "jdbc",
                    "quarkus.codex.session.jdbc.datasource", "sessions",
                    "quarkus.codex.session.jdbc.create-tables", "true",
                    "quarkus.datasource.\"sessions\".db-kind", "h2",
                    "quarkus.datasource.\"sessions\".jdbc.url", "jdbc:h2:mem:application;DB_CLOSE_DELAY=-1");
        }
    }

    ScriptedModel model;

    @Inject
    CodexSessions sessions;

    @Inject
    @DataSource("sessions")
    AgroalDataSource database;

    @Inject
    ObjectMapper mapper;

    @Test
    void keepsThemThere() throws Exception {
        model.when("my name is Ada").reply("Hello Ada!");
        model.when("who am I?").reply("Ada.");

        String thread = sessions.thread("user-42").runAndAwait("my name is Ada").threadId();
        assertThat(sessions.thread("user-42").runAndAwait("who am I?").threadId()).isEqualTo(thread);

        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM codex_session_entry")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void entriesAreJsonForTheApplication() throws Exception {
        model.when("hello").reply("Hi!");
        sessions.thread("json").runAndAwait("hello");
        List<SessionEntry> transcript = sessions.transcript("json").collect().asList().await().indefinitely();

        String json = mapper.writeValueAsString(transcript);

        assertThat(mapper.readTree(json)).extracting(entry -> entry.path("type").asText()).containsExactly("input", "thread",
                "item", "outcome");
        assertThat(List.of(mapper.readValue(json, SessionEntry[].class))).isEqualTo(transcript);
    }
}
