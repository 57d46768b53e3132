package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;

class ConfigurationErrorTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void executableThatIsNotThere() {
        Path missing = codex.workspace().resolve("no-codex");

        assertThat(failureOf(codex.client("path", missing.toString()).startThread().run("go")))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining(missing.toString());
    }

    @Test
    void homeThatIsNotThere() {
        Path missing = codex.workspace().resolve("no-home");

        assertThat(failureOf(codex.client("home", missing.toString()).startThread().run("go")))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining(missing.toString());
    }

    @Test
    void configurationFileThatCodexCannotRead() throws IOException {
        Files.writeString(codex.home().resolve("config.toml"), "model = [");

        assertThat(failureOf(codex.client().startThread().run("go"))).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("config.toml");
    }

    @Test
    void variableThatIsMissing() {
        CodexClient client = codex.client("env.\"" + codex.model().environment().keySet().iterator().next() + "\"", null);

        assertThat(failureOf(client.startThread().run("go")))
                .hasMessageContaining(codex.model().environment().keySet().iterator().next());
    }

    @Test
    void threadWorksOnceTheErrorIsMended() throws IOException {
        codex.model().when("go").reply("Done.");
        Path file = Files.writeString(codex.home().resolve("config.toml"), "model = [");
        CodexThread thread = codex.client().startThread();

        failureOf(thread.run("go"));
        Files.delete(file);

        assertThat(resultOf(thread.run("go")).finalResponse()).isEqualTo("Done.");
    }
}
