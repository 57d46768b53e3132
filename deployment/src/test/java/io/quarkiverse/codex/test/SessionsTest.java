package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionRedactor;
import io.quarkus.test.QuarkusUnitTest;

/** Sessions of an application that has configured nothing. */
class SessionsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> {
        model.when("hello").reply("Hi!");
        model.when("hello again").reply("Hi again!");
    }, "reviewer").overrideConfigKey("quarkus.codex.\"reviewer\".reasoning-effort", "high");

    @Inject
    CodexSessions sessions;

    @Inject
    @CodexClientName("reviewer")
    CodexSessions ofTheReviewer;

    @ApplicationScoped
    static class NoInputs implements SessionRedactor {

        @Override
        public SessionEntry redact(SessionKey key, SessionEntry entry) {
            return entry instanceof SessionInput input && key.name().equals("private")
                    ? new SessionInput(input.turnId(), input.sequence(), input.at(), List.of())
                    : entry;
        }
    }

    @Test
    void areThoseOfTheirClient() {
        String thread = sessions.thread("user-42").runAndAwait("hello").threadId();
        String other = ofTheReviewer.thread("user-42").runAndAwait("hello").threadId();

        assertThat(other).isNotEqualTo(thread);
        assertThat(sessions.thread("user-42").runAndAwait("hello again").threadId()).isEqualTo(thread);
        assertThat(ofTheReviewer.info("user-42").await().atMost(Duration.ofSeconds(10)).orElseThrow().threadId())
                .contains(other);
    }

    @Test
    void askTheRedactorsOfTheApplication() {
        sessions.thread("private").runAndAwait("hello");

        SessionEntry input = sessions.transcript("private").collect().first().await().atMost(Duration.ofSeconds(10));
        assertThat(((SessionInput) input).content()).isEmpty();
    }
}
