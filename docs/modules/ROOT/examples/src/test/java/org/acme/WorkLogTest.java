package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** Looking at every item. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class WorkLogTest {

    ScriptedModel model;

    @Inject
    WorkLog log;

    @Test
    void tellsWhatWasDone() {
        model.when("work").reason("**Looking**").shell("echo one").reply("Done.");

        List<String> lines = log.work("work");

        assertThat(lines).contains("thought: **Looking**", "said: Done.")
                .anySatisfy(line -> assertThat(line).startsWith("ran: ").contains("echo one").endsWith("exit code 0"));
    }
}
