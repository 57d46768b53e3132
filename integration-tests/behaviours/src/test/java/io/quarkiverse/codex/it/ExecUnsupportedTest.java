package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.ReviewTarget;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.smallrye.mutiny.Uni;

@Tag("exec")
class ExecUnsupportedTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void skillAsInput() {
        assertUnsupported(codex.client().startThread().run(TurnInput.of("go").skill("draw", Path.of("skills/draw"))), "skill");
    }

    @Test
    void imageWithoutAText() throws IOException {
        Path image = Files.createFile(codex.workspace().resolve("image.png"));

        assertUnsupported(codex.client().startThread().run(TurnInput.of(" ").image(image)), "input-without-text");
    }

    @Test
    void imageByItsUrl() {
        assertUnsupported(codex.client().startThread().run(TurnInput.of("look").image(URI.create("https://example.com/a.png"))),
                "image-url");
    }

    @Test
    void approvalOfEverythingUntrusted() {
        assertUnsupported(codex.client("approval-policy", "untrusted").startThread().run("go"), "approval-policy=untrusted");
        assertUnsupported(codex.client().startThread(ThreadOptions.builder().approvalMode(ApprovalMode.UNTRUSTED).build())
                .run("go"), "approval-policy=untrusted");
        assertUnsupported(codex.client().startThread().run("go",
                TurnOptions.builder().config("approval_policy", "untrusted").build()), "approval-policy=untrusted");
    }

    @Test
    void steeringATurn() {
        CodexTurn turn = resultOf(codex.client().startThread().start(TurnInput.of("go")));

        assertUnsupported(turn.steer(TurnInput.of("left")), "steer");
    }

    @Test
    void forkingAThread() {
        assertUnsupported(codex.client().forkThread("0199a213-81c0-7800-8aa1-bbab2a035a53"), "fork");
    }

    @Test
    void everythingThatNeedsAnAppServer() {
        CodexClient client = codex.client();

        assertUnsupported(client.startThread().review(ReviewTarget.uncommittedChanges()), "review");
        assertUnsupported(client.startThread().startReview(ReviewTarget.uncommittedChanges()), "review");
        assertUnsupported(client.startThread().reviewStreamed(ReviewTarget.uncommittedChanges()).toUni(), "review");
        assertUnsupported(client.threads().list().toUni(), "threads");
        assertUnsupported(client.threads().rename("id", "name"), "threads");
        assertUnsupported(client.threads().compact("id"), "compact");
        assertUnsupported(client.models().list(), "models");
        assertUnsupported(client.skills().list(), "skills");
        assertUnsupported(client.config().read(), "config");
        assertUnsupported(client.config().write("model", "x", null), "config");
        assertUnsupported(client.account().state(), "account");
        assertUnsupported(client.info(), "info");
        assertUnsupported(client.rpc().request("thread/list", null), "rpc");
        assertUnsupported(client.rpc().notifications().toUni(), "rpc");
        assertUnsupported(client.rpc().methods(), "rpc");
    }

    private void assertUnsupported(Uni<?> action, String feature) {
        assertThat(failureOf(action)).isInstanceOfSatisfying(CodexUnsupportedException.class,
                unsupported -> assertThat(unsupported.feature()).isEqualTo(feature)).hasMessageContaining("app-server");
        assertThat(codex.home()).isEmptyDirectory();
    }
}
