package org.acme.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** What the page on security says of the sandbox. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The commands are those of a POSIX shell")
class SandboxTest {

    ScriptedModel model;

    @Inject
    CodexClient codex;

    @Inject
    Tenants tenants;

    @Test
    void readOnlyReadsAnythingAndWritesNothing(@TempDir Path own, @TempDir Path other) throws IOException {
        Path file = Files.writeString(other.resolve("file"), "what others have written");

        assertThat(output(SandboxMode.READ_ONLY, own, "cat " + file)).contains("what others have written");
        output(SandboxMode.READ_ONLY, own, "touch made");
        assertThat(own).isEmptyDirectory();
    }

    @Test
    void workspaceWriteWritesInItsDirectory(@TempDir Path own) {
        output(SandboxMode.WORKSPACE_WRITE, own, "touch made");
        assertThat(own.resolve("made")).exists();
    }

    @Test
    void tenantsAreNoPaths(@TempDir Path directories) {
        assertThat(tenants.threadOf("one", directories).id()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tenants.threadOf("../two", directories));
    }

    private String output(SandboxMode mode, Path directory, String command) {
        model.when(command).shell(command).reply("Done.");
        codex.startThread(ThreadOptions.builder().workingDirectory(directory).sandboxMode(mode).build()).runAndAwait(command);
        return model.requestsFor(command).get(1).toolOutputs().get(0).text();
    }
}
