package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.runtime.session.store.MemorySessionStore;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionThread;
import io.smallrye.mutiny.Uni;

/** A session may be forgotten between the moment when its turn finds it and the one when codex has opened its thread. */
class SessionExpiryTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final Expiring store = new Expiring();

    @Test
    void sessionThatExpiresWhileItsTurnWaitsGoesOnInItsThread() {
        codex.model().when("hello").reply("Hi!");
        codex.model().when("I waited").reply("Sorry.");
        codex.model().when("and now?").reply("Now, too.");
        CodexSessions sessions = codex.sessions(codex.client(), store, "ttl", "1M");
        String thread = resultOf(sessions.thread("user-42").run("hello")).threadId();

        store.expires = true;
        TurnResult second = resultOf(sessions.thread("user-42").run("I waited"));
        TurnResult third = resultOf(sessions.thread("user-42").run("and now?"));

        assertThat(store.expires).isFalse();
        assertThat(List.of(second.threadId(), third.threadId())).containsOnly(thread);
        List<SessionEntry> transcript = sessions.transcript("user-42").collect().asList().await().atMost(Turns.PATIENCE);
        assertThat(transcript).filteredOn(SessionInput.class::isInstance).map(SessionInput.class::cast)
                .map(SessionInput::text).containsExactly("I waited", "and now?");
        assertThat(transcript).filteredOn(SessionThread.class::isInstance).map(SessionThread.class::cast).singleElement()
                .satisfies(entry -> {
                    assertThat(entry.threadId()).isEqualTo(thread);
                    assertThat(entry.continuedFrom()).isEmpty();
                });
        assertThat(transcript).filteredOn(entry -> entry.turnId().equals(transcript.get(0).turnId()))
                .extracting(SessionEntry::sequence).containsExactly(0, 1, 2, 3);
    }

    /** Forgets the session just before something is added to it. */
    private static final class Expiring extends MemorySessionStore {

        private volatile boolean expires;

        @Override
        public Uni<Void> append(SessionLease lease, List<SessionEntry> entries, Optional<Duration> ttl) {
            if (!expires) {
                return super.append(lease, entries, ttl);
            }
            expires = false;
            return clear(lease).chain(() -> super.append(lease, entries, ttl));
        }
    }
}
