package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.management.RpcNotification;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.Prompt;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** When processes begin and end beside the turns that need them. */
@Tag("app-server")
class AppServerIdleTest {

    private static final String SHORT = "0.4S";
    /** Long enough for a process that is wrongly taken for idle to be ended. */
    private static final Duration MANY_TIMES_SHORT = Duration.ofSeconds(2);

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void idleProcessIsEndedAndStartedAgainWithoutDelay() {
        codex.model().when("one").reply("1");
        codex.model().when("two").reply("2");
        // A start that counted as one after a failure would wait for an hour.
        CodexClient client = codex.client("app-server.idle-timeout", SHORT, "app-server.restart-delay", "1H",
                "app-server.max-restart-delay", "1H");
        CodexThread thread = client.startThread();

        for (int round = 0; round < 3; round++) {
            resultOf(thread.run("one"));
            awaitNoProcess();
        }

        assertThat(resultOf(thread.run("two")).finalResponse()).isEqualTo("2");
        assertThat(codex.model().requests().get(3).json().toString()).contains("one").contains("two");
    }

    @Test
    void turnsThatComeJustWhenAProcessEndsAllRun() {
        codex.model().when(Prompt.any()).reply("Done.");
        CodexClient client = codex.client("app-server.idle-timeout", "0.001S");
        CodexThread thread = client.startThread();

        for (int turn = 0; turn < 30; turn++) {
            assertThat(resultOf(thread.run("go")).finalResponse()).isEqualTo("Done.");
        }
    }

    @Test
    void runningTurnKeepsItsProcess() {
        Gate gate = new Gate();
        codex.model().when("wait").hold(gate).reply("Waited.");
        AssertSubscriber<TurnEvent> turn = Turns.subscribe(
                codex.client("app-server.idle-timeout", SHORT).startThread().runStreamed("wait"), Long.MAX_VALUE);
        gate.awaitReached(Turns.PATIENCE);

        assertStays();

        gate.open();
        turn.awaitCompletion(Turns.PATIENCE);
        awaitNoProcess();
    }

    @Test
    void ephemeralThreadKeepsItsProcess() {
        codex.model().when(Prompt.any()).reply("Done.");
        CodexThread thread = codex.client("app-server.idle-timeout", SHORT)
                .startThread(ThreadOptions.builder().ephemeral(true).build());
        resultOf(thread.run("go"));

        assertStays();

        assertThat(resultOf(thread.run("on")).finalResponse()).isEqualTo("Done.");
    }

    @Test
    void subscriberToNotificationsKeepsTheProcessUntilItLeaves() {
        codex.model().when("go").reply("Done.");
        CodexClient client = codex.client("app-server.idle-timeout", SHORT);
        AssertSubscriber<RpcNotification> subscriber = client.rpc().notifications().subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        resultOf(client.startThread().run("go"));

        assertStays();

        subscriber.cancel();
        awaitNoProcess();
    }

    @Test
    void eagerStartNeedsNoTurn() {
        CodexClient client = codex.client("app-server.processes", "2");

        resultOf(((CodexClientImpl) client).start());

        assertThat(Processes.appServers(codex.home())).hasSize(2);
    }

    @Test
    void closedClientLeavesNoProcessThatIsJustEnding() {
        codex.model().when("go").reply("Done.");
        for (int round = 0; round < 10; round++) {
            CodexClient client = codex.client("app-server.idle-timeout", "0.001S");
            resultOf(client.startThread().run("go"));
            codex.close(client);
            assertThat(Processes.appServers(codex.home())).isEmpty();
        }
    }

    @Test
    void impossibleTimeoutIsRefused() {
        assertThatThrownBy(() -> codex.client("app-server.idle-timeout", "0S"))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("quarkus.codex.app-server.idle-timeout");
    }

    private void awaitNoProcess() {
        await().atMost(Turns.PATIENCE).until(() -> Processes.appServers(codex.home()).isEmpty());
    }

    private void assertStays() {
        List<ProcessHandle> processes = Processes.appServers(codex.home());
        assertThat(processes).hasSize(1);
        await().during(MANY_TIMES_SHORT).atMost(Turns.PATIENCE).until(() -> processes.get(0).isAlive());
    }
}
