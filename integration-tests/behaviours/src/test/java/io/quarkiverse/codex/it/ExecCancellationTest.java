package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.Step;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Where each turn has a process of its own, that is gone with it. */
@Tag("exec")
class ExecCancellationTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void processOfTheTurnIsGone() {
        codex.model().when("go").then(Step.partialMessage("Wait")).stall();
        AssertSubscriber<TurnEvent> turn = subscribe(codex.client().startThread().runStreamed("go"), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);
        assertThat(Processes.mentioning(codex.workspace().toString())).isNotEmpty();

        turn.cancel();

        Processes.awaitNone(codex.workspace().toString());
        turn.assertNotTerminated();
    }
}
