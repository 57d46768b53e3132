package io.quarkiverse.codex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.Gate;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** What everybody on the machine can read in the list of processes. */
@Tag("exec")
class ExecCommandLineTest {

    private static final String SNAPSHOT = "features.shell_snapshot";

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void promptIsNotOnTheCommandLine() {
        assertThat(commandLine(codex.client(), "the secret plan")).doesNotContain("secret plan");
    }

    @Test
    void environmentIsNotOnTheCommandLine() {
        assertThat(commandLine(codex.client("env.\"PLAN\"", "the secret plan", "api-key", "sk-test-0123456789"), "go"))
                .doesNotContain("secret plan").doesNotContain("sk-test-0123456789");
    }

    @Test
    void loginShellIsNotSnapshotUnlessAskedFor() {
        assertThat(commandLine(codex.client("config.\"" + SNAPSHOT + "\"", null), "go")).contains(SNAPSHOT + "=false");
    }

    @Test
    void loginShellIsSnapshotWhenAskedFor() {
        assertThat(commandLine(codex.client("shell-snapshot", "true"), "go")).contains(SNAPSHOT + "=true")
                .doesNotContain(SNAPSHOT + "=false");
    }

    private String commandLine(CodexClient client, String prompt) {
        Gate gate = new Gate();
        codex.model().when(prompt).hold(gate).reply("Done.");
        AssertSubscriber<TurnEvent> turn = Turns.subscribe(client.startThread().runStreamed(prompt), Long.MAX_VALUE);
        gate.awaitReached(Turns.PATIENCE);
        List<ProcessHandle> processes = Processes.mentioning(codex.workspace().toString());
        assertThat(processes).hasSize(1);
        String line = String.join(" ", Processes.arguments(processes.get(0)));
        gate.open();
        turn.awaitCompletion(Turns.PATIENCE);
        return line;
    }
}
