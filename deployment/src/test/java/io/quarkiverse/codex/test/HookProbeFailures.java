package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexException;

/** What keeps codex from being tried out may pass. */
abstract class HookProbeFailures {

    @Inject
    CodexClient codex;

    @Inject
    ProbedHookBeans beans;

    @ConfigProperty(name = "quarkus.codex.home")
    Path home;

    static ScriptedApplication on(String transport) {
        ScriptedApplication application = McpApplication.create(model -> model.when("hello").reply("Hi!"),
                HookProbeFailures.class, ProbedHookBeans.class);
        application.overrideRuntimeConfigKey("quarkus.codex.transport", transport);
        application.overrideRuntimeConfigKey("quarkus.codex.app-server.restart-delay", "1MS");
        return application.before("if [ -e \"$CODEX_HOME/broken\" ]; then exit 7; fi");
    }

    @Test
    void areTriedAgainWithTheNextTurn() throws IOException {
        Path broken = Files.createFile(home.resolve("broken"));

        assertThatThrownBy(() -> codex.startThread().runAndAwait("hello")).isInstanceOf(CodexException.class)
                .isNotInstanceOf(CodexConfigurationException.class);
        assertThat(beans.seen).isEmpty();
        Files.delete(broken);

        assertThat(codex.startThread().runAndAwait("hello").finalResponse()).isEqualTo("Hi!");
        assertThat(beans.seen).containsExactly("start", "prompt hello", "stop");
    }
}
