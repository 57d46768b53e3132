package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkus.test.QuarkusUnitTest;

class EagerStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> model.when("hello").reply("Hi!"), "eager",
            "lazy")
            .overrideRuntimeConfigKey("quarkus.codex.transport", "app-server")
            .overrideConfigKey("quarkus.codex.\"eager\".transport", "app-server")
            .overrideConfigKey("quarkus.codex.\"lazy\".transport", "app-server")
            .overrideRuntimeConfigKey("quarkus.codex.app-server.eager-start", "true")
            .overrideRuntimeConfigKey("quarkus.codex.\"eager\".app-server.eager-start", "true")
            .overrideRuntimeConfigKey("quarkus.codex.\"eager\".app-server.processes", "2");

    @Inject
    @CodexClientName("eager")
    CodexClient eager;

    @Inject
    @CodexClientName("lazy")
    CodexClient lazy;

    @Test
    void startsWhatIsAskedForAndNothingElse() {
        assertThat(CodexProcesses.codexes()).hasSize(3);
    }
}
