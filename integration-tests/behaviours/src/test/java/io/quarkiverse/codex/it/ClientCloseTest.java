package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.endlessCommand;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class ClientCloseTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final String lifetime = Processes.newLifetime();

    @Test
    void turnsThatRunAreEnded() {
        codex.model().when("think").stall();
        codex.model().when("work").then(endlessCommand(lifetime));
        CodexClient client = codex.client();
        AssertSubscriber<TurnEvent> thinking = subscribe(client.startThread().runStreamed("think"), Long.MAX_VALUE);
        AssertSubscriber<TurnEvent> working = subscribe(client.startThread().runStreamed("work"), Long.MAX_VALUE);
        codex.model().awaitStalled("think", Turns.PATIENCE);
        Processes.awaitSome(lifetime);

        codex.close(client);

        assertThat(Processes.mentioning(codex.workspace().toString())).isEmpty();
        assertThat(Processes.mentioning(lifetime)).isEmpty();
        thinking.awaitFailure(Turns.PATIENCE).assertFailedWith(CodexException.class, "stopping");
        working.awaitFailure(Turns.PATIENCE).assertFailedWith(CodexException.class, "stopping");
    }

    @Test
    void turnThatNobodyReadsIsEndedToo() {
        codex.model().when("think").stall();
        CodexClient client = codex.client();
        AssertSubscriber<TurnEvent> turn = subscribe(client.startThread().runStreamed("think"), 0);
        codex.model().awaitStalled("think", Turns.PATIENCE);

        codex.close(client);

        assertThat(Processes.mentioning(codex.workspace().toString())).isEmpty();
        turn.awaitFailure(Turns.PATIENCE).assertHasNotReceivedAnyItem();
    }

    @Test
    void newTurnsAreRefused() {
        CodexClient client = codex.client();
        CodexThread thread = client.startThread();

        codex.close(client);

        assertThat(failureOf(thread.run("go"))).isInstanceOf(CodexException.class).hasMessageContaining("stopping");
        assertThat(failureOf(client.startThread().runStreamed("go")).failure()).isInstanceOf(CodexException.class);
        assertThat(codex.home()).isEmptyDirectory();
    }

    @Test
    void otherClientsGoOn() {
        codex.model().when("go").reply("Done.");
        CodexClient other = codex.client();

        codex.close(codex.client());

        assertThat(Turns.resultOf(other.startThread().run("go")).finalResponse()).isEqualTo("Done.");
    }
}
