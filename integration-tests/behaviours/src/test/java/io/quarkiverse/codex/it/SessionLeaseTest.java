package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.session.store.MemorySessionStore;
import io.quarkiverse.codex.session.SessionBusyException;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class SessionLeaseTest {

    @RegisterExtension
    final Codex codex = new Codex();

    /** As when a clock jumps: the lease ends for the store, and not yet for the turn that has it. */
    @Test
    void turnThatOutlivesItsLeaseKeepsItsSessionBusy() {
        codex.model().when("hello").reply("Hi!");
        codex.model().when("go").stall();
        CodexThread session = codex.sessions(codex.client(), new Generous()).thread("user-42");
        resultOf(session.run("hello"));
        AssertSubscriber<TurnEvent> running = subscribe(session.runStreamed("go"), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);

        assertThat(failureOf(session.run("hello"))).isInstanceOf(SessionBusyException.class)
                .hasMessageContaining("'user-42' that has lost its lease is still being ended here");
        running.cancel();
    }

    /** Gives a lease to everybody who wants one. */
    private static final class Generous extends MemorySessionStore {

        @Override
        public Uni<Optional<SessionLease>> acquire(SessionKey key, Duration duration) {
            return super.acquire(key, duration)
                    .map(given -> given.or(() -> Optional.of(new SessionLease(key, UUID.randomUUID().toString(), 99))));
        }
    }
}
