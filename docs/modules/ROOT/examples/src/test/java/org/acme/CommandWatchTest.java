package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** Watching commands. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class CommandWatchTest {

    ScriptedModel model;

    @Inject
    CommandWatch watch;

    @Test
    void collectsWhatHasFailed() {
        model.when("work").shell("echo fine").shell("exit 3").reply("Done.");

        List<CommandExecution> failed = watch.failedCommands("work").await().indefinitely();

        assertThat(failed).hasSize(1).allSatisfy(command -> assertThat(command.exitCode()).isEqualTo(3));
    }
}
