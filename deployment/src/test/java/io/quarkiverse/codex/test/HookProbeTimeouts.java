package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexTimeoutException;

/** A codex that does not come to an end holds nobody up for ever. */
abstract class HookProbeTimeouts {

    @Inject
    CodexClient codex;

    @Inject
    ProbedHookBeans beans;

    static ScriptedApplication on(String transport) {
        ScriptedApplication application = McpApplication.create(model -> model.when("hello").reply("Hi!"),
                HookProbeTimeouts.class, ProbedHookBeans.class);
        application.overrideRuntimeConfigKey("quarkus.codex.transport", transport);
        application.overrideRuntimeConfigKey("quarkus.codex.hooks.probe.timeout", "500MS");
        // Whatever it is told, it says nothing.
        return application.before("cat > /dev/null; exit 0");
    }

    @Test
    void endTheProbe() {
        assertThatThrownBy(() -> codex.startThread().runAndAwait("hello")).isInstanceOf(CodexTimeoutException.class)
                .hasMessageContaining("quarkus.codex.hooks.probe.timeout");
        assertThat(beans.seen).isEmpty();
    }
}
