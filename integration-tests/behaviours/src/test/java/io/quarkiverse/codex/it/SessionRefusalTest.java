package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.runtime.session.store.MemorySessionStore;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkiverse.codex.session.SessionThread;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.Prompt;
import io.smallrye.mutiny.Uni;

/** What codex was never told belongs to no session. */
class SessionRefusalTest {

    private static final String REFUSED = "delete it all";

    @RegisterExtension
    final Codex codex = new Codex();

    private final SessionStore store = new MemorySessionStore();

    @Test
    void turnThatIsOneTooManyIsNeitherRecordedNorToldOnAnotherMachine() {
        Gate gate = new Gate();
        codex.model().when("held").hold(gate).reply("Done.");
        CodexClient client = codex.client("bulkhead.max-concurrent", "1", "bulkhead.max-queued", "0");
        beginSession();
        subscribe(client.startThread().runStreamed("held"), Long.MAX_VALUE);
        gate.awaitReached(Turns.PATIENCE);

        assertThat(refusal(client)).isInstanceOf(CodexOverloadedException.class);

        gate.open();
        requireForgotten();
    }

    @Test
    void turnThatTheGuardRefusesIsNeitherRecordedNorToldOnAnotherMachine() {
        codex.startGuards(limits -> start -> Uni.createFrom().failure(new CodexException("Not now")));
        CodexClient client = codex.client("rate-limit.max-turns", "1");
        beginSession();

        assertThat(refusal(client)).hasMessage("Not now");

        requireForgotten();
    }

    @Test
    void turnThatComesTooLateIsNeitherRecordedNorToldOnAnotherMachine() {
        CodexClient client = codex.client();
        beginSession();
        ((CodexClientImpl) client).drain();

        assertThat(refusal(client)).isInstanceOf(CodexShutdownException.class);

        requireForgotten();
    }

    private void beginSession() {
        codex.model().when("hello").reply("Hi!");
        resultOf(codex.sessions(codex.client(), store).thread("user-42").run("hello"));
    }

    private Throwable refusal(CodexClient client) {
        return failureOf(codex.sessions(client, store).thread("user-42").run(REFUSED));
    }

    private void requireForgotten() {
        codex.model().when(Prompt.containing("what did I say?")).reply("You said hello.");
        CodexClient elsewhere = codex.client("home", codex.inside("other-home").toString());

        resultOf(codex.sessions(elsewhere, store).thread("user-42").run("what did I say?"));

        List<SessionEntry> transcript = codex.sessions(elsewhere, store).transcript("user-42").collect().asList().await()
                .atMost(Turns.PATIENCE);
        assertThat(transcript).filteredOn(SessionInput.class::isInstance).map(SessionInput.class::cast)
                .map(SessionInput::text).containsExactly("hello", "what did I say?");
        assertThat(transcript).filteredOn(SessionThread.class::isInstance).hasSize(2);
        assertThat(transcript).filteredOn(SessionOutcome.class::isInstance).hasSize(2);
        assertThat(codex.model().requests()).filteredOn(request -> request.json().toString().contains("what did I say?"))
                .isNotEmpty().allSatisfy(request -> assertThat(request.json().toString()).contains("hello")
                        .doesNotContain(REFUSED));
    }
}
