package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.runtime.transport.executable.CodexExecutable;

/** A codex that asks no hooks is found out before anything of a turn has begun. */
abstract class HookProbeRefusals {

    static final String HOOKS_OFF = "[features]\nhooks = false\n";

    @Inject
    CodexClient codex;

    @Inject
    ProbedHookBeans beans;

    @ConfigProperty(name = "quarkus.codex.home")
    Path home;

    static ScriptedApplication on(String transport) {
        ScriptedApplication application = McpApplication.create(model -> model.when("hello").reply("Hi!"),
                HookProbeRefusals.class, ProbedHookBeans.class);
        application.overrideRuntimeConfigKey("quarkus.codex.transport", transport);
        return application.configured(HOOKS_OFF);
    }

    @Test
    void refusesEachTurn() {
        CodexThread thread = codex.startThread();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> thread.runAndAwait("hello")).isInstanceOf(CodexConfigurationException.class)
                    .hasMessageContaining("codex " + CodexExecutable.NEWEST_VERSION + " was tried out")
                    .hasMessageContaining("PreToolUse").hasMessageContaining("quarkus.codex.hooks.probe.enabled");
        }
        assertThat(thread.id()).isEmpty();
        assertThat(home.resolve("sessions")).doesNotExist();
        assertThat(beans.seen).isEmpty();
    }
}
