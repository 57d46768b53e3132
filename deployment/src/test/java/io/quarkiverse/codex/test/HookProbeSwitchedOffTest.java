package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexThread;

/** Without the probe a turn begins, and is ended by what watches each turn. */
class HookProbeSwitchedOffTest {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = application();

    @Inject
    CodexClient codex;

    private static ScriptedApplication application() {
        ScriptedApplication application = McpApplication.create(model -> model.when("hello").reply("Hi!"),
                HookProbeRefusals.class, ProbedHookBeans.class);
        application.overrideRuntimeConfigKey("quarkus.codex.transport", "app-server");
        application.overrideRuntimeConfigKey("quarkus.codex.hooks.probe.enabled", "false");
        return application.configured(HookProbeRefusals.HOOKS_OFF);
    }

    @Test
    void letsTheTurnBegin() {
        CodexThread thread = codex.startThread();

        assertThatThrownBy(() -> thread.runAndAwait("hello")).isInstanceOf(CodexProtocolException.class)
                .hasMessageContaining("asked none of the application's hooks");
        assertThat(thread.id()).isPresent();
    }
}
