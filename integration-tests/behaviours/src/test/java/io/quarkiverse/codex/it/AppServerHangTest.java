package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;

@Tag("app-server")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Stops a process by a signal")
class AppServerHangTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void processThatDoesNothingAnyMoreIsReplaced() throws Exception {
        codex.model().when("go").reply("Done.");
        CodexClient client = codex.client("app-server.request-timeout", "2S", "timeouts.shutdown", "1S");
        resultOf(client.startThread().run("go"));
        List<ProcessHandle> hanging = Processes.appServers(codex.home());
        assertThat(hanging).hasSize(1);
        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(hanging.get(0).pid())).start().waitFor()).isZero();

        TurnResult next = await().atMost(Turns.PATIENCE).until(
                () -> client.startThread().run("go").onFailure().recoverWithNull().await().atMost(Turns.PATIENCE),
                result -> result != null);

        assertThat(next.finalResponse()).isEqualTo("Done.");
        assertThat(Processes.appServers(codex.home())).hasSize(1).doesNotContainAnyElementsOf(hanging);
    }
}
