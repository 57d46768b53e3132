package io.quarkiverse.codex.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.runtime.host.TurnHost;

class RequestCheckTest {

    @TempDir
    Path directory;

    private void check(TurnInput input, Path workingDirectory, Path... additional) {
        RequestCheck
                .check(new TurnRequest(Optional.empty(), input, new TurnSettings(workingDirectory, List.of(additional), false,
                        false, new ConfigTree(), Duration.ZERO, Duration.ZERO), Optional.empty(),
                        TurnHost.DECLINING));
    }

    private void assertRefused(TurnInput input, String message) {
        assertThatThrownBy(() -> check(input, directory)).isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void directoriesMustBeThere() throws IOException {
        Path missing = directory.resolve("missing");
        Path file = Files.createFile(directory.resolve("file"));

        assertThatCode(() -> check(TurnInput.of("x"), directory, directory)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(TurnInput.of("x"), missing)).isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage("The working directory " + missing + " does not exist: create it or name another one");
        assertThatThrownBy(() -> check(TurnInput.of("x"), directory, directory, file))
                .isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage("The additional directory " + file + " is not a directory: create it or name another one");
    }

    @Test
    void imagesMustBeThere() throws IOException {
        Files.createFile(directory.resolve("image.png"));
        Files.createDirectory(directory.resolve("dir.png"));

        assertThatCode(() -> check(TurnInput.of("x").image(Path.of("image.png")), directory)).doesNotThrowAnyException();
        assertRefused(TurnInput.of("x").image(Path.of("no.png")), "The image " + directory.resolve("no.png")
                + " does not exist: name a local image file that the application may read");
        assertRefused(TurnInput.of("x").image(Path.of("dir.png")), "The image " + directory.resolve("dir.png")
                + " is a directory: name a local image file that the application may read");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\n\t" })
    void theInputMustNotBeBlank(String text) {
        assertRefused(TurnInput.of(text).andText(text), "The input of the turn is blank: give codex something to work on");
        assertThatCode(() -> check(TurnInput.of(text).andText("x"), directory)).doesNotThrowAnyException();
    }

    @Test
    void secretsAreMasked() {
        Secrets secrets = new Secrets(Arrays.asList("geheim", "geheimer", "short", null, "geheim", "a.b*c("));

        assertThat(secrets.mask("geheimer als geheim und a.b*c( in short"))
                .isEqualTo("***** als ***** und ***** in short");
        assertThat(secrets.mask("")).isEmpty();
        assertThat(secrets).hasToString("Secrets[3]");
    }
}
