package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.PATIENCE;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;

/** Two clients use one thread of one server. */
@Tag("remote")
class RemoteSharingTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final CopyOnWriteArrayList<UniEmitter<? super ApprovalDecision>> open = new CopyOnWriteArrayList<>();
    private final RemoteServer server = codex.server("a");

    private CodexClient client(ApprovalPolicy policy, String... properties) {
        codex.clearPolicies().policy(policy);
        List<String> all = new CopyOnWriteArrayList<>(List.of("approval-policy", "untrusted", "sandbox-mode",
                "workspace-write"));
        all.addAll(List.of(properties));
        return codex.remoteClient(server.url(), all.toArray(String[]::new));
    }

    /** Two clients that have a thread open: the first one has to be told what to answer, the other one accepts all. */
    private CodexThread[] shared() {
        codex.model().when("hello").reply("Hi!");
        codex.model().when("work").shell("touch made.txt").reply("Done.");
        CodexThread one = client(request -> Uni.createFrom().emitter(open::add)).startThread();
        String id = resultOf(one.run("hello")).threadId();
        CodexThread other = client(ApprovalPolicy.always(ApprovalDecision.accept())).resumeThread(id);
        resultOf(other.run("hello"));
        return new CodexThread[] { one, other };
    }

    @Test
    void noClientDecidesInTheTurnOfAnother() {
        CodexThread[] threads = shared();
        AssertSubscriber<TurnEvent> turn = subscribe(threads[0].runStreamed("work"), Long.MAX_VALUE);
        await().atMost(PATIENCE).until(() -> !open.isEmpty());

        Throwable failure = failureOf(threads[1].run("hello"));

        assertThat(failure).isInstanceOf(CodexException.class).hasMessageContaining("somebody else");
        assertThat(codex.workspace().resolve("made.txt")).doesNotExist();
        open.get(0).complete(ApprovalDecision.accept());
        turn.awaitCompletion(PATIENCE);
        assertThat(codex.workspace().resolve("made.txt")).exists();
        await().atMost(PATIENCE).ignoreExceptions()
                .until(() -> "Hi!".equals(resultOf(threads[1].run("hello")).finalResponse()));
    }

    @Test
    void noTurnHasWhatAnotherClientWasAllowed() {
        codex.model().when("hello").reply("Hi!");
        ApprovalPolicy none = ApprovalPolicy.always(ApprovalDecision.decline());
        CodexClient one = client(none, "network-access", "true");
        String id = resultOf(one.startThread().run("hello")).threadId();
        CodexThread limited = client(none, "network-access", "false").resumeThread(id);
        CodexThread elsewhere = client(none, "network-access", "true", "working-directory",
                codex.inside("elsewhere").toString()).resumeThread(id);

        assertThat(failureOf(limited.run("hello"))).isInstanceOf(CodexException.class)
                .hasMessageContaining("network access true, not with false");
        assertThat(failureOf(elsewhere.run("hello"))).isInstanceOf(CodexException.class)
                .hasMessageContaining("the working directory " + codex.workspace());

        codex.close(one);
        assertThat(resultOf(limited.run("hello")).finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void aThreadThatIsBusyElsewhereIsNotOpened() {
        CodexThread[] threads = shared();
        AssertSubscriber<TurnEvent> turn = subscribe(threads[0].runStreamed("work"), Long.MAX_VALUE);
        await().atMost(PATIENCE).until(() -> !open.isEmpty());
        CodexThread third = client(ApprovalPolicy.always(ApprovalDecision.accept()))
                .resumeThread(threads[0].id().orElseThrow());

        assertThat(failureOf(third.run("hello"))).isInstanceOf(CodexException.class).hasMessageContaining("somebody else");

        assertThat(codex.workspace().resolve("made.txt")).doesNotExist();
        open.get(0).complete(ApprovalDecision.decline());
        turn.awaitCompletion(PATIENCE);
        assertThat(codex.workspace().resolve("made.txt")).doesNotExist();
    }
}
