package org.acme.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.QuestionApproval;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** What the page on approvals says. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class ApprovalsTest {

    private static final String PATCH = """
            *** Begin Patch
            *** Add File: %s
            +It works.
            *** End Patch
            """;

    ScriptedModel model;

    @Inject
    CodexClient codex;

    @Inject
    Approvals approvals;

    @Inject
    ApprovalsResource resource;

    @Test
    void threadsMayChangeWhatLiesInTheirDirectory(@TempDir Path directory) {
        model.when("inside").applyPatch(PATCH.formatted("note.md")).reply("Done.");

        approvals.mayChange(directory).runAndAwait("inside");

        assertThat(directory.resolve("note.md")).hasContent("It works.");
    }

    @Test
    void threadsMayNotChangeWhatLiesElsewhere(@TempDir Path directory, @TempDir Path other) {
        model.when("outside").applyPatch(PATCH.formatted(other.resolve("note.md"))).reply("Done.");

        approvals.mayChange(directory).runAndAwait("outside");

        assertThat(other).isEmptyDirectory();
    }

    @Test
    void aPersonApproves(@TempDir Path directory) throws Exception {
        assertThat(answered(directory, true)).exists();
    }

    @Test
    void aPersonDeclines(@TempDir Path directory) throws Exception {
        assertThat(answered(directory, false)).doesNotExist();
    }

    private Path answered(Path directory, boolean yes) throws Exception {
        model.when("touch it").shell("touch made").reply("Done.");
        ThreadOptions options = ThreadOptions.builder().workingDirectory(directory).approvalMode(ApprovalMode.UNTRUSTED)
                .sandboxMode(SandboxMode.WORKSPACE_WRITE).build();
        CompletableFuture<TurnResult> turn = codex.startThread(options).run("touch it").subscribeAsCompletionStage();

        await().atMost(Duration.ofSeconds(30)).until(() -> !resource.waiting().isEmpty());
        ApprovalsResource.Waiting waiting = resource.waiting().get(0);
        assertThat(waiting.what()).contains("touch made");
        if (yes) {
            resource.approve(waiting.id());
        } else {
            resource.decline(waiting.id());
        }

        assertThat(turn.get().finalResponse()).isEqualTo("Done.");
        return directory.resolve("made");
    }

    @Test
    void questionsAreAnsweredByTheirFirstOptions() {
        ApprovalRequest.Origin origin = new ApprovalRequest.Origin("1", "<default>", null, null, null, "ask",
                JsonNodeFactory.instance.objectNode());
        QuestionApproval.Question question = new QuestionApproval.Question("q", null, "Which one?", false, false,
                List.of(new QuestionApproval.Option("this", null), new QuestionApproval.Option("that", null)));

        ApprovalDecision decision = Approvals
                .firstOptions(new QuestionApproval(origin, List.of(question), true));

        assertThat(decision).isEqualTo(ApprovalDecision.answers(Map.of("q", "this")));
    }
}
