package io.quarkiverse.codex.test;

import static io.quarkiverse.codex.testing.Step.shell;
import static io.quarkiverse.codex.testing.Step.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.ScriptedModel;

/** An agent that the agent of a turn has started is held to the same hooks. */
class NativeHooksOfSubAgentsTest {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = McpApplication.create(NativeHooksOfSubAgentsTest::script,
            NativeHookBeans.class);

    @Inject
    CodexClient codex;

    @Inject
    NativeHookBeans beans;

    private static void script(ScriptedModel model) {
        model.when("delegate").then(toolCall("spawn_agent", Map.of("message", "help")).in("multi_agent_v1"))
                .then(shell("until test -e made; do sleep 0.1; done")).reply("Done.");
        model.when("help").then(shell("rm precious")).then(shell("touch made")).reply("Helped.");
        model.when(Prompt.containing("subagent_notification")).reply("Noted.");
    }

    @Test
    void hooksDecideWhatASubAgentMayDo(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("precious"), "!");

        TurnResult result = codex.startThread(ThreadOptions.builder().workingDirectory(directory)
                .sandboxMode(SandboxMode.WORKSPACE_WRITE).build()).runAndAwait("delegate");

        assertThat(directory.resolve("made")).exists();
        assertThat(directory.resolve("precious")).exists();
        assertThat(beans.seen).contains("prompt help", "before rm precious", "before touch made");
        assertThat(result.items().toString()).doesNotContain("Helped.");
    }
}
