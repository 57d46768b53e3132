package io.quarkiverse.codex.testing;

import static io.quarkiverse.codex.testing.Step.applyPatch;
import static io.quarkiverse.codex.testing.Step.message;
import static io.quarkiverse.codex.testing.Step.reasoning;
import static io.quarkiverse.codex.testing.Step.shell;
import static io.quarkiverse.codex.testing.Step.together;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

class ScriptedTurnTest {

    private final ScriptedModel model = new ScriptedModel();
    private final CodexExec codex = new CodexExec(model);

    @AfterEach
    void end() {
        model.close();
        codex.close();
    }

    @Test
    void saysTheMessage() {
        model.when("hello").reply("Hi!");

        CodexExec.Result result = codex.run("hello\n");

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.finalResponse()).isEqualTo("Hi!");
        assertThat(model.unmatchedRequests()).isEmpty();
        assertThat(model.requestsFor("hello")).singleElement().satisfies(request -> {
            assertThat(request.model()).isEqualTo(ScriptedModel.MODEL_NAME);
            assertThat(request.bearerToken()).contains("scripted-model-key");
            assertThat(request.headers()).doesNotContainKey("authorization").containsKey("user-agent");
            assertThat(request.toolNames()).contains("exec_command", "apply_patch");
            assertThat(request.threadId()).contains(result.threadId());
            assertThat(request.turnId()).isPresent();
            assertThat(request.toString()).doesNotContain("scripted-model-key");
        });
    }

    @Test
    void thinksAndStreams() {
        model.when("think").then(reasoning("Let me see.").streamed(), message("I have thought.").streamed());

        CodexExec.Result result = codex.run("think");

        assertThat(result.items("reasoning")).singleElement()
                .satisfies(item -> assertThat(item.path("text").asText()).isEqualTo("Let me see."));
        assertThat(result.finalResponse()).isEqualTo("I have thought.");
    }

    @Test
    void runsACommandInTheSandboxAndSeesItsOutput() {
        model.when(Prompt.containing("list")).then(shell("echo from-the-shell")).reply("Done.");

        CodexExec.Result result = codex.run("please list");

        assertThat(result.items("command_execution")).singleElement().satisfies(item -> {
            assertThat(item.path("aggregated_output").asText()).isEqualTo("from-the-shell\n");
            assertThat(item.path("exit_code").asInt()).isZero();
        });
        assertThat(result.finalResponse()).isEqualTo("Done.");
        assertThat(model.requests()).hasSize(2);
        assertThat(model.requests().get(1).toolOutputs()).singleElement().satisfies(output -> {
            assertThat(output.tool()).isEqualTo("exec_command");
            assertThat(output.text()).contains("from-the-shell");
        });
    }

    @Test
    void changesFiles() {
        model.when("write").then(applyPatch("""
                *** Begin Patch
                *** Add File: greeting.txt
                +hello
                *** End Patch""")).reply("Written.");

        CodexExec.Result result = codex.run("write");

        assertThat(codex.workspace().resolve("greeting.txt")).as(result.toString()).hasContent("hello");
        assertThat(result.items("file_change")).singleElement()
                .satisfies(item -> assertThat(item.path("status").asText()).isEqualTo("completed"));
    }

    @Test
    void keepsAToDoList() {
        model.when("plan").call("update_plan", Map.of("plan", List.of(Map.of("step", "look around", "status", "in_progress"))))
                .reply("Planned.");

        CodexExec.Result result = codex.run("plan");

        assertThat(result.items("todo_list")).singleElement().satisfies(item -> assertThat(
                item.path("items").path(0).path("text").asText()).isEqualTo("look around"));
    }

    @Test
    void callsSeveralToolsInOneResponse() {
        model.when("both").then(together(shell("echo one"), shell("echo two"))).reply("Done.");

        CodexExec.Result result = codex.run("both");

        assertThat(result.items("command_execution")).hasSize(2);
        assertThat(model.requests()).hasSize(2);
        assertThat(model.requests().get(1).toolOutputs()).extracting(ToolOutput::text)
                .satisfiesExactly(first -> assertThat(first).contains("one"), second -> assertThat(second).contains("two"));
    }

    @Test
    void endsTheTurnInSilenceAfterTheLastStep() {
        model.when("list").shell("echo quiet");

        CodexExec.Result result = codex.run("list");

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.items("command_execution")).hasSize(1);
        assertThat(result.event("turn.completed")).isNotNull();
    }

    @Test
    void reportsTheTokensOfEachResponse() {
        model.when("count").shell("echo counted").then(new Step.TokenCount(100, 40, 30, 20, 7)).reply("Done.").usage(10, 2);

        CodexExec.Result result = codex.run("count");

        JsonNode usage = result.event("turn.completed").path("usage");
        assertThat(usage.path("input_tokens").asInt()).isEqualTo(110);
        assertThat(usage.path("cached_input_tokens").asInt()).isEqualTo(40);
        assertThat(usage.path("cache_write_input_tokens").asInt()).isEqualTo(30);
        assertThat(usage.path("output_tokens").asInt()).isEqualTo(22);
        assertThat(usage.path("reasoning_output_tokens").asInt()).isEqualTo(7);
    }

    @Test
    void playsTheScriptAgainOnTheNextTurnOfTheThread() throws Exception {
        model.when("step").shell("echo stepped").reply("Stepped.");
        Files.writeString(codex.workspace().resolve("AGENTS.md"), "Tread softly.");

        CodexExec.Result first = codex.run("step");
        CodexExec.Result second = codex.run("step", "resume", first.threadId());

        assertThat(second.threadId()).isEqualTo(first.threadId());
        assertThat(List.of(first, second)).allSatisfy(result -> {
            assertThat(result.items("command_execution")).hasSize(1);
            assertThat(result.finalResponse()).isEqualTo("Stepped.");
        });
        assertThat(model.requests()).hasSize(4)
                .allSatisfy(request -> assertThat(request.instructions()).contains("Tread softly."));
    }

    @Test
    void keepsTurnsApartThatRunTheSameScriptAtOnce() {
        model.when(Prompt.containing("walk")).then(shell("echo first")).then(shell("echo second")).reply("Walked.");

        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<CompletableFuture<CodexExec.Result>> turns = IntStream.range(0, 20)
                    .mapToObj(turn -> CompletableFuture.supplyAsync(() -> codex.run("walk"), threads)).toList();

            // What was begun, not what was completed: codex 0.145 loses ends and outputs of short commands under load.
            assertThat(turns).extracting(CompletableFuture::join).allSatisfy(result -> {
                assertThat(result.finalResponse()).isEqualTo("Walked.");
                assertThat(result.commandsBegun()).containsExactly("echo first", "echo second");
            });
            assertThat(model.requests()).hasSize(60);
        } finally {
            threads.shutdownNow();
        }
    }
}
