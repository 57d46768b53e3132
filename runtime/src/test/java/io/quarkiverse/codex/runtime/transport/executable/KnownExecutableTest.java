package io.quarkiverse.codex.runtime.transport.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.transport.Secrets;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Its codex is a shell script")
class KnownExecutableTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path directory;

    @Test
    void isAskedOnlyOnce() throws IOException {
        KnownExecutable codex = answering("echo codex-cli 0.169.0", LONG, LONG);

        assertThat(codex.find().version()).isEqualTo("0.169.0");
        assertThat(codex.find().version()).isEqualTo("0.169.0");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void isNotAskedAgainAtOnceWhenItDoesNotWork() throws IOException {
        KnownExecutable codex = answering("echo I am no codex", LONG, LONG);

        assertThatThrownBy(codex::find).isInstanceOf(CodexConfigurationException.class).hasMessageContaining("I am no codex");
        assertThatThrownBy(codex::find).isInstanceOf(CodexConfigurationException.class).hasMessageContaining("I am no codex");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void isAskedAgainLater() throws IOException {
        KnownExecutable codex = answering("echo I am no codex", LONG, Duration.ZERO);

        assertThatThrownBy(codex::find).isInstanceOf(CodexConfigurationException.class);
        assertThatThrownBy(codex::find).isInstanceOf(CodexConfigurationException.class);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void isAskedAtOnceWhenItIsAnother() throws IOException {
        KnownExecutable codex = answering("echo I am no codex", LONG, LONG);
        assertThatThrownBy(codex::find).isInstanceOf(CodexConfigurationException.class);

        write("echo codex-cli 0.169.0 is what I am now");

        assertThat(codex.find().version()).isEqualTo("0.169.0");
    }

    @Test
    void isNotWaitedForLongerThanTheLimit() throws IOException {
        KnownExecutable codex = answering("exec sleep 86400", Duration.ofSeconds(1), LONG);

        assertThatThrownBy(codex::find).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("--version did not end within 1 seconds");
    }

    private KnownExecutable answering(String command, Duration limit, Duration failureKept) throws IOException {
        return new KnownExecutable(ClientProperties.OF_DEFAULT, write(command), Map.of("PATH", System.getenv("PATH")),
                new Secrets(List.of()), limit, failureKept);
    }

    private Path write(String command) throws IOException {
        Path script = directory.resolve("codex");
        Files.writeString(script, "#!/bin/sh\necho called >> '" + directory.resolve("calls") + "'\n" + command + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(directory.resolve("calls"));
    }
}
