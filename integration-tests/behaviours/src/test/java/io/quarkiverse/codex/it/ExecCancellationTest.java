package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.Step;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/**
 * Where each turn has a process of its own, all that descends from it can be told by its environment. On the app-server a
 * process that a command has detached looks like any other's.
 */
@Tag("exec")
class ExecCancellationTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final String lifetime = Processes.newLifetime();
    private final String childLifetime = Processes.newLifetime();

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

    @Test
    void detachedProcessIsGoneWithItsTurn() {
        codex.model().when("go")
                .then(Step.shell("setsid nohup sleep " + childLifetime + " > /dev/null 2>&1 & sleep " + lifetime,
                        Duration.ofMinutes(10)));
        AssertSubscriber<TurnEvent> turn = subscribe(codex.client().startThread().runStreamed("go",
                TurnOptions.builder().sandboxMode(SandboxMode.DANGER_FULL_ACCESS).build()), Long.MAX_VALUE);
        Processes.awaitSome(childLifetime);

        turn.cancel();

        Processes.awaitNone(childLifetime);
        Processes.awaitNone(lifetime);
    }
}
