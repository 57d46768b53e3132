package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.runtime.session.SessionsFactory;
import io.quarkiverse.codex.runtime.session.store.MemorySessionStore;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionBusyException;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionOutcome.Status;
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

    @Test
    void turnThatIsCancelledBetweenTwoAttemptsIsRecordedAsInterrupted() {
        codex.model().when("go").fail(500);
        CodexSessions sessions = codex.sessions(codex.client("retry.max-retries", "1", "retry.delay", "30S",
                "retry.max-delay", "30S"),
                new MemorySessionStore());
        for (int i = 0; i < 10; i++) {
            String key = "user-" + i;
            AssertSubscriber<TurnEvent> turn = subscribe(sessions.thread(key).runStreamed("go"), Long.MAX_VALUE);
            await().atMost(Turns.PATIENCE)
                    .until(() -> turn.getItems().stream().anyMatch(TurnRetrying.class::isInstance));

            turn.cancel();

            await().atMost(Turns.PATIENCE).untilAsserted(() -> assertThat(
                    sessions.transcript(key).select().last().toUni().await().atMost(Turns.PATIENCE))
                    .isInstanceOfSatisfying(SessionOutcome.class,
                            outcome -> assertThat(outcome.status()).isEqualTo(Status.INTERRUPTED)));
        }
    }

    @Test
    void turnOfAClosedClientIsRefusedInWords() {
        CodexClient client = codex.client();
        CodexSessions sessions = codex.sessions(client, new MemorySessionStore());
        codex.close(client);
        ((SessionsFactory.Closeable) sessions).close();

        assertThat(failureOf(sessions.thread("user-42").run("go"))).isInstanceOf(CodexShutdownException.class);
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
