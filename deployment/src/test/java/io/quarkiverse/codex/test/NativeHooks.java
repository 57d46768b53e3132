package io.quarkiverse.codex.test;

import static io.quarkiverse.codex.testing.Step.shell;
import static io.quarkiverse.codex.testing.Step.together;
import static io.quarkiverse.codex.testing.Step.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.mcp.server.Tool;
import io.quarkus.test.common.http.TestHTTPResource;

/** Hooks that codex itself waits for, on whatever transport. */
abstract class NativeHooks {

    @Inject
    CodexClient codex;

    @Inject
    NativeHookBeans beans;

    @TestHTTPResource("/mcp")
    URI others;

    @ConfigProperty(name = "quarkus.codex.home")
    Path home;

    /** Test methods run in the application, where no extension of JUnit gives them one. */
    private Path directory;

    /** What somebody else's MCP server has, which happens to be in the same application. */
    @Singleton
    static class Greetings {

        @Tool(description = "Greets")
        String greet(String name) {
            return "Hello, " + name;
        }
    }

    static ScriptedApplication on(String transport) {
        ScriptedApplication application = McpApplication.create(NativeHooks::script, NativeHooks.class, NativeHookBeans.class,
                Greetings.class);
        application.overrideRuntimeConfigKey("quarkus.codex.transport", transport);
        return application;
    }

    private static void script(ScriptedModel model) {
        model.when("delete").then(shell("rm precious")).reply("Done.");
        model.when("make").then(shell("touch made")).reply("Done.");
        model.when("rewrite").then(shell("say it")).reply("Done.");
        model.when("break").then(shell("fail; touch made")).reply("Done.");
        model.when("patch").applyPatch("*** Begin Patch\n*** Add File: patched\n+!\n*** End Patch\n").reply("Done.");
        model.when("ask others").then(toolCall("greet", Map.of("name", "Ada")).in("mcp__others")).reply("Done.");
        model.when("ask others twice").then(together(toolCall("greet", Map.of("name", "Ada")).in("mcp__others"),
                toolCall("greet", Map.of("name", "Eve")).in("mcp__others"))).reply("Done.");
        model.when("a secret").reply("Told.");
    }

    @BeforeEach
    void precious() throws IOException {
        beans.seen.clear();
        directory = Files.createTempDirectory("native-hooks-");
        Files.writeString(directory.resolve("precious"), "!");
    }

    @AfterEach
    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private TurnResult run(String prompt) {
        return codex.startThread(options().build()).runAndAwait(prompt);
    }

    private ThreadOptions.Builder options() {
        return ThreadOptions.builder().workingDirectory(directory).sandboxMode(SandboxMode.WORKSPACE_WRITE);
    }

    /** With an MCP server of somebody else's. */
    private List<McpToolCall> callsOfOthers(String prompt) {
        return codex.startThread(options().config("mcp_servers.others.url", others.toString())
                .config("mcp_servers.others.default_tools_approval_mode", "approve").build()).runAndAwait(prompt)
                .items().stream().filter(McpToolCall.class::isInstance).map(McpToolCall.class::cast).toList();
    }

    @Test
    void stopsACommand() {
        TurnResult result = run("delete");

        assertThat(directory.resolve("precious")).exists();
        assertThat(result.finalResponse()).isEqualTo("Done.");
        assertThat(beans.seen).containsExactly("start startup", "prompt delete", "before rm precious", "stop false");
    }

    @Test
    void letsACommandRun() {
        run("make");

        assertThat(directory.resolve("made")).exists();
        assertThat(beans.seen).containsExactly("start startup", "prompt make", "before touch made", "after Bash touch made",
                "stop false");
    }

    @Test
    void letsToolsOfOthersBeCalled() {
        assertThat(callsOfOthers("ask others")).extracting(McpToolCall::status).containsExactly(ItemStatus.COMPLETED);
        assertThat(beans.seen).contains("before mcp__others__greet", "after mcp__others__greet ");

        // What is refused codex does not show.
        beans.seen.clear();
        assertThat(callsOfOthers("ask others twice")).extracting(McpToolCall::status).containsExactly(ItemStatus.COMPLETED);
        assertThat(beans.seen).filteredOn("before mcp__others__greet"::equals).hasSize(2);
    }

    @Test
    void letsFilesBeChanged() {
        TurnResult result = run("patch");

        assertThat(result.items()).hasAtLeastOneElementOfType(FileChange.class);
        assertThat(directory.resolve("patched")).exists();
        assertThat(beans.seen).anyMatch(line -> line.startsWith("after apply_patch "));
    }

    @Test
    void rewritesACommand() {
        TurnResult result = run("rewrite");

        assertThat(result.items()).filteredOn(CommandExecution.class::isInstance)
                .extracting(item -> ((CommandExecution) item).aggregatedOutput()).containsExactly("said it\n");
    }

    @Test
    void stopsACommandWhenItIsBroken() {
        run("break");

        assertThat(directory.resolve("made")).doesNotExist();
        assertThat(beans.seen).contains("before fail; touch made");
    }

    @Test
    void keepsAPromptFromTheModel() {
        assertThat(run("a secret").finalResponse()).isEmpty();
    }

    @Test
    void leavesHooksAloneThatNobodyHasReviewed() throws IOException {
        Path configuration = home.resolve("config.toml");
        String before = Files.exists(configuration) ? Files.readString(configuration) : "";
        Path foreign = directory.resolve("foreign");
        Files.writeString(configuration, before + "\n[[hooks.PreToolUse]]\n[[hooks.PreToolUse.hooks]]\ntype = 'command'\n"
                + "command = 'touch " + foreign + "'\n");
        try {
            run("delete");

            assertThat(beans.seen).contains("before rm precious");
            assertThat(foreign).doesNotExist();
            assertThat(Files.readString(configuration)).doesNotContain("trusted_hash").doesNotContain("enabled");
        } finally {
            Files.writeString(configuration, before);
        }
    }
}
