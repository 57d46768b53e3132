package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** A bean of the application goes before the store that is configured. */
class OwnSessionStoreTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> {
    });

    @Inject
    CodexSessions sessions;

    @Test
    void isUsed() {
        assertThat(sessions.keys().collect().asList().await().atMost(Duration.ofSeconds(10))).containsExactly("of its own");
    }

    @ApplicationScoped
    static class OwnStore implements SessionStore {

        @Override
        public Uni<Optional<SessionInfo>> find(SessionKey key) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Multi<SessionEntry> load(SessionKey key) {
            return Multi.createFrom().empty();
        }

        @Override
        public Multi<String> keys(String client) {
            return Multi.createFrom().item("of its own");
        }

        @Override
        public Uni<Boolean> describe(SessionKey key, Map<String, String> attributes) {
            return Uni.createFrom().item(false);
        }

        @Override
        public Uni<Optional<SessionLease>> acquire(SessionKey key, Duration duration) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<Boolean> renew(SessionLease lease, Duration duration) {
            return Uni.createFrom().item(false);
        }

        @Override
        public Uni<Void> release(SessionLease lease) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> append(SessionLease lease, List<SessionEntry> entries, Optional<Duration> ttl) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Boolean> clear(SessionLease lease) {
            return Uni.createFrom().item(false);
        }
    }
}
