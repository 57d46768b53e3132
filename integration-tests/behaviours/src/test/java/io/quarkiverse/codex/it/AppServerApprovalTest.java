package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.items;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.approval.ApprovalConditions;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.CommandApproval;
import io.quarkiverse.codex.approval.FileChangeApproval;
import io.quarkiverse.codex.event.ApprovalRequested;
import io.quarkiverse.codex.event.ApprovalResolved;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.ItemStatus;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;

@Tag("app-server")
class AppServerApprovalTest {

    private static final String PATCH = """
            *** Begin Patch
            *** Add File: made.txt
            +hello
            *** End Patch""";

    @RegisterExtension
    final Codex codex = new Codex();

    private final List<ApprovalRequest> asked = new CopyOnWriteArrayList<>();

    @Test
    void acceptedCommandRuns() {
        codex.model().when("go").shell("touch made.txt").reply("Done.");

        List<TurnEvent> events = eventsOf(asking(ApprovalPolicy.always(ApprovalDecision.accept())).runStreamed("go"));

        assertThat(items(events, CommandExecution.class)).singleElement()
                .satisfies(command -> assertThat(command.status()).as(command.aggregatedOutput())
                        .isEqualTo(ItemStatus.COMPLETED));
        assertThat(codex.workspace().resolve("made.txt")).exists();
        assertThat(asked).singleElement().isInstanceOfSatisfying(CommandApproval.class, approval -> {
            assertThat(approval.command()).contains("touch made.txt");
            assertThat(approval.cwd()).isEqualTo(codex.workspace().toString());
        });
        ApprovalRequested requested = Turns.eventsOf(events, ApprovalRequested.class).get(0);
        ApprovalResolved resolved = Turns.eventsOf(events, ApprovalResolved.class).get(0);
        assertThat(requested.requestId()).isEqualTo(resolved.requestId()).isEqualTo(asked.get(0).id());
        assertThat(requested.itemId()).isEqualTo(items(events, CommandExecution.class).get(0).id());
        assertThat(events.indexOf(requested)).isLessThan(events.indexOf(resolved));
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void commandThatIsNotAcceptedDoesNotRun(Refusal refusal) {
        codex.model().when("go").shell("touch made.txt").reply("A pity.");

        List<TurnEvent> events = eventsOf(asking(refusal.policy(), "approvals.timeout", "1S").runStreamed("go"));

        assertThat(codex.workspace()).isEmptyDirectory();
        assertThat(items(events, CommandExecution.class)).singleElement()
                .satisfies(command -> assertThat(command.status()).isEqualTo(ItemStatus.DECLINED));
        assertThat(Turns.eventsOf(events, ApprovalResolved.class)).singleElement()
                .satisfies(resolved -> assertThat(resolved.decision()).isEqualTo("decline"));
        assertThat(status(events)).isEqualTo(TurnStatus.COMPLETED);
    }

    @Test
    void withoutAPolicyNothingIsAccepted() {
        codex.model().when("go").shell("touch made.txt").applyPatch(PATCH).reply("A pity.");

        eventsOf(codex.client("approval-policy", "untrusted", "sandbox-mode", "workspace-write").startThread()
                .runStreamed("go"));

        assertThat(codex.workspace()).isEmptyDirectory();
    }

    @Test
    void cancelledCommandInterruptsTheTurn() {
        codex.model().when("go").shell("touch made.txt").reply("Never said.");
        codex.model().when("next").reply("Here.");
        CodexThread thread = asking(ApprovalPolicy.always(ApprovalDecision.cancel()));

        List<TurnEvent> events = eventsOf(thread.runStreamed("go"));

        assertThat(status(events)).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(codex.workspace()).isEmptyDirectory();
        assertThat(resultOf(thread.run("next")).finalResponse()).isEqualTo("Here.");
    }

    /** codex 0.169.0 does not offer to accept a command for a session. */
    @Test
    void commandAcceptedWithItsAmendmentIsNotAskedForAgain() {
        codex.model().when("go").shell("touch made.txt").shell("touch made.txt").reply("Done.");

        eventsOf(asking(ApprovalPolicy.always(ApprovalDecision.acceptWithAmendment())).runStreamed("go"));

        assertThat(codex.workspace().resolve("made.txt")).exists();
        assertThat(asked).hasSize(1);
    }

    @Test
    void fileChangeAcceptedForTheSessionIsNotAskedForAgain() {
        codex.model().when("go").applyPatch(PATCH)
                .applyPatch(PATCH.replace("*** Add File: made.txt", "*** Update File: made.txt")
                        .replace("+hello", "@@\n-hello\n+goodbye"))
                .reply("Done.");

        eventsOf(asking(ApprovalPolicy.always(ApprovalDecision.acceptForSession()))
                .runStreamed("go"));

        assertThat(codex.workspace().resolve("made.txt")).hasContent("goodbye");
        assertThat(asked).hasSize(1);
    }

    @Test
    void acceptedFileChangeIsMade() {
        codex.model().when("go").applyPatch(PATCH).reply("Done.");

        resultOf(asking(ApprovalPolicy.always(ApprovalDecision.accept())).run("go"));

        assertThat(codex.workspace().resolve("made.txt")).hasContent("hello");
        assertThat(asked).singleElement().isInstanceOfSatisfying(FileChangeApproval.class,
                approval -> {
                    assertThat(approval.clientName()).isEqualTo(CodexClient.DEFAULT_NAME);
                    assertThat(approval.paths()).containsExactly(codex.workspace().resolve("made.txt").toString());
                });
    }

    @Test
    void whereAFileGoesIsAPathOfTheChangeToo() throws IOException {
        Files.writeString(codex.workspace().resolve("old.txt"), "hello\n");
        Path outside = codex.inside("elsewhere").resolve("new.txt");
        codex.model().when("go").applyPatch("""
                *** Begin Patch
                *** Update File: old.txt
                *** Move to: %s
                @@
                -hello
                +goodbye
                *** End Patch""".formatted(outside)).reply("A pity.");

        resultOf(asking(ApprovalPolicy.always(ApprovalDecision.accept())
                .onlyIf(ApprovalConditions.inside(codex.workspace()))).run("go"));

        assertThat(asked).singleElement().isInstanceOfSatisfying(FileChangeApproval.class,
                approval -> assertThat(approval.paths()).contains(outside.toString()));
        assertThat(outside).doesNotExist();
    }

    @Test
    void fileChangeMayBeAcceptedLater() {
        codex.model().when("go").applyPatch(PATCH).reply("Done.");
        CopyOnWriteArrayList<UniEmitter<? super ApprovalDecision>> open = new CopyOnWriteArrayList<>();
        AssertSubscriber<TurnEvent> turn = subscribe(
                asking(request -> Uni.createFrom().emitter(open::add)).runStreamed("go"), Long.MAX_VALUE);
        await().atMost(Turns.PATIENCE).until(() -> !open.isEmpty());

        open.get(0).complete(ApprovalDecision.accept());

        turn.awaitCompletion(Turns.PATIENCE);
        assertThat(codex.workspace().resolve("made.txt")).hasContent("hello");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void fileChangeThatIsNotAcceptedIsNotMade(Refusal refusal) {
        codex.model().when("go").applyPatch(PATCH).reply("A pity.");

        List<TurnEvent> events = eventsOf(
                asking(refusal.policy(), "approvals.timeout", "1S").runStreamed("go"));

        assertThat(codex.workspace()).isEmptyDirectory();
        assertThat(items(events, FileChange.class)).singleElement()
                .satisfies(change -> assertThat(change.status()).isEqualTo(ItemStatus.DECLINED));
    }

    @Test
    void cancelledFileChangeInterruptsTheTurn() {
        codex.model().when("go").applyPatch(PATCH).reply("Never said.");

        List<TurnEvent> events = eventsOf(asking(ApprovalPolicy.always(ApprovalDecision.cancel())).runStreamed("go"));

        assertThat(status(events)).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(codex.workspace()).isEmptyDirectory();
    }

    @Test
    void answerMayComeLaterAndTheSilenceUntilThenIsNoIdleness() {
        codex.model().when("go").shell("touch made.txt").reply("Done.");
        CopyOnWriteArrayList<UniEmitter<? super ApprovalDecision>> open = new CopyOnWriteArrayList<>();
        CodexThread thread = asking(request -> Uni.createFrom().emitter(open::add));
        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("go", TurnOptions.builder()
                .idleTimeout(Duration.ofSeconds(3)).build()), Long.MAX_VALUE);
        await().atMost(Turns.PATIENCE).until(() -> !open.isEmpty());

        // Longer than the limit, within which codex says nothing, as it waits for the answer.
        await().during(Duration.ofSeconds(4)).atMost(Turns.PATIENCE).until(() -> turn.getFailure() == null);
        open.get(0).complete(ApprovalDecision.accept());

        turn.awaitCompletion(Turns.PATIENCE);
        assertThat(codex.workspace().resolve("made.txt")).exists();
    }

    @Test
    void endOfTheTurnWithdrawsTheQuestion() {
        codex.model().when("go").shell("touch made.txt").reply("Done.");
        codex.model().when("next").reply("Here.");
        AtomicBoolean withdrawn = new AtomicBoolean();
        CodexThread thread = asking(request -> Uni.createFrom().<ApprovalDecision> nothing().onCancellation()
                .invoke(() -> withdrawn.set(true)));
        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("go"), Long.MAX_VALUE);
        await().atMost(Turns.PATIENCE).until(() -> !asked.isEmpty());

        turn.cancel();

        await().atMost(Turns.PATIENCE).untilTrue(withdrawn);
        assertThat(resultOf(thread.run("next")).finalResponse()).isEqualTo("Here.");
        assertThat(codex.workspace()).isEmptyDirectory();
    }

    private CodexThread asking(ApprovalPolicy policy, String... properties) {
        codex.policy(request -> {
            asked.add(request);
            return policy.decide(request);
        });
        // A command that its sandbox stops is tried again without one, or not, as it happens: here none is stopped.
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(List.of("approval-policy", "untrusted", "sandbox-mode", "workspace-write"));
        CodexClient client = codex.client(all.toArray(String[]::new));
        return client.startThread();
    }

    private static TurnStatus status(List<TurnEvent> events) {
        return ((TurnCompleted) events.get(events.size() - 1)).status();
    }
}
