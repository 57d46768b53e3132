package io.quarkiverse.codex.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;

/**
 * The packaged application as README's first command runs it.
 */
@QuarkusMainIntegrationTest
class FirstTurnIT {

    @Test
    void printsATurnAndEnds(QuarkusMainLauncher launcher) throws Exception {
        Path note = Path.of(Story.note(Path.of(".")));
        Files.deleteIfExists(note);

        LaunchResult result = launcher.launch(Main.ONCE);

        assertThat(result.exitCode()).isZero();
        assertThat(result.getOutput())
                .contains("a scripted model answers codex")
                .contains("Getting an overview")
                .contains("ls")
                .contains("exit code 0")
                .contains("add")
                .contains("I listed the directory")
                .contains("6500 tokens in");
        assertThat(note).content().contains("What the agent found");
    }
}
