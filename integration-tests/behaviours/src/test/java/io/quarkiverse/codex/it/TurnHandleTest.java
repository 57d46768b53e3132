package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.endlessCommand;
import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class TurnHandleTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final String lifetime = Processes.newLifetime();

    @Test
    void eventsAndResultAreOfTheSameTurn() {
        codex.model().when("go").reply("Done.").usage(100, 20);
        CodexTurn turn = start(codex.client().startThread());

        List<TurnEvent> events = eventsOf(turn.events());
        TurnResult result = resultOf(turn.result());

        assertThat(Turns.items(events, AgentMessage.class)).isEqualTo(result.items());
        assertThat(result.usage().inputTokens()).isEqualTo(100);
        assertThat(resultOf(turn.result())).isSameAs(result);
        assertThat(codex.model().requests()).hasSize(1);
    }

    @Test
    void resultAloneRunsTheTurn() {
        codex.model().when("go").reply("Done.");
        CodexTurn turn = start(codex.client().startThread());

        assertThat(resultOf(turn.result()).finalResponse()).isEqualTo("Done.");
        assertThat(failureOf(turn.events()).failure()).isInstanceOf(IllegalStateException.class);
        assertThat(codex.model().requests()).hasSize(1);
    }

    @Test
    void nothingRunsBeforeSomebodyListens() {
        codex.model().when("go").reply("Done.");
        CodexTurn turn = start(codex.client().startThread());

        resultOf(turn.interrupt());

        assertThat(codex.home()).isEmptyDirectory();
        assertThat(resultOf(turn.result()).status()).isEqualTo(TurnStatus.COMPLETED);
    }

    @Test
    void eventsHaveOneSubscriber() {
        codex.model().when("go").reply("Done.");
        CodexTurn turn = start(codex.client().startThread());

        eventsOf(turn.events());

        assertThat(failureOf(turn.events()).failure()).isInstanceOf(IllegalStateException.class);
        assertThat(codex.model().requests()).hasSize(1);
    }

    @Test
    void resultFailsWithTheTurn() {
        codex.model().when("go").fail(500);
        CodexTurn turn = start(codex.client().startThread());

        Throwable failure = failureOf(turn.events()).failure();

        assertThat(failure).isInstanceOf(CodexTurnFailedException.class);
        assertThat(failureOf(turn.result())).isSameAs(failure);
    }

    @Test
    void interruptedTurnEndsInOrderAndItsThreadGoesOn() {
        codex.model().when("go").reply("I begin.").then(endlessCommand(lifetime));
        codex.model().when("next").reply("Here.");
        CodexThread thread = codex.client().startThread();
        CodexTurn turn = start(thread);
        AssertSubscriber<TurnEvent> events = subscribe(turn.events(), Long.MAX_VALUE);
        Processes.awaitSome(lifetime);

        resultOf(turn.interrupt());

        events.awaitCompletion(Turns.PATIENCE);
        assertThat(events.getLastItem()).isInstanceOfSatisfying(TurnCompleted.class,
                completed -> assertThat(completed.status()).isEqualTo(TurnStatus.INTERRUPTED));
        assertThat(events.getItems()).filteredOn(TurnCompleted.class::isInstance).hasSize(1);
        TurnResult result = resultOf(turn.result());
        assertThat(result.status()).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(result.finalResponse()).isEqualTo("I begin.");
        assertThat(Processes.mentioning(lifetime)).isEmpty();
        assertThat(resultOf(thread.run("next")).threadId()).isEqualTo(result.threadId());
    }

    @Test
    void interruptedWhileTheModelThinksATurnEndsInOrder() {
        codex.model().when("go").stall();
        CodexTurn turn = start(codex.client().startThread());
        AssertSubscriber<TurnEvent> events = subscribe(turn.events(), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);

        resultOf(turn.interrupt());

        events.awaitCompletion(Turns.PATIENCE);
        assertThat(resultOf(turn.result()).status()).isEqualTo(TurnStatus.INTERRUPTED);
    }

    @Test
    void interruptionAfterTheEndDoesNothing() {
        codex.model().when("go").reply("Done.");
        CodexTurn turn = start(codex.client().startThread());

        TurnResult result = resultOf(turn.result());
        resultOf(turn.interrupt());

        assertThat(resultOf(turn.result())).isSameAs(result);
        assertThat(result.status()).isEqualTo(TurnStatus.COMPLETED);
    }

    @Test
    void cancelledEventsEndTheTurnAndFailTheResult() {
        codex.model().when("go").stall();
        CodexTurn turn = start(codex.client().startThread());
        AssertSubscriber<TurnEvent> events = subscribe(turn.events(), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);

        events.cancel();

        assertThat(failureOf(turn.result())).isInstanceOf(CodexException.class).hasMessageContaining("cancelled");
        Processes.awaitNone(codex.workspace().toString());
    }

    private static CodexTurn start(CodexThread thread) {
        return resultOf(thread.start(TurnInput.of("go")));
    }
}
