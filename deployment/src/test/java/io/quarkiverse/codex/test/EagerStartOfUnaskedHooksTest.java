package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;

class EagerStartOfUnaskedHooksTest {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = application();

    @Inject
    CodexClient codex;

    private static ScriptedApplication application() {
        ScriptedApplication application = McpApplication.create(model -> {
        }, HookProbeRefusals.class, ProbedHookBeans.class);
        application.overrideRuntimeConfigKey("quarkus.codex.transport", "app-server");
        application.overrideRuntimeConfigKey("quarkus.codex.app-server.eager-start", "true");
        application.assertException(
                failure -> assertThat(failure).hasStackTraceContaining(CodexConfigurationException.class.getName())
                        .hasStackTraceContaining("did not ask the application's hooks at"));
        return application.configured(HookProbeRefusals.HOOKS_OFF);
    }

    @Test
    void failsTheStart() {
        Assertions.fail("The application must not start");
    }
}
