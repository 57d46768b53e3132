package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.items;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexThread;
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
import io.quarkiverse.codex.item.CollabToolCall;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.ModelRequest;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.Step;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Agents that the agent of a turn starts, each on a thread of its own. */
@Tag("app-server")
class AppServerSubAgentTest {

    private static final Step START = Step.toolCall("spawn_agent", Map.of("message", "Make it")).in("multi_agent_v1");

    @RegisterExtension
    final Codex codex = new Codex();

    private final List<ApprovalRequest> asked = new CopyOnWriteArrayList<>();
    private final Gate gate = new Gate();

    @Test
    void policyOfTheTurnDecidesWhatItsSubAgentMayDo() {
        codex.model().when("Make it").shell("touch made.txt").reply("Made.");
        CodexThread thread = asking(ApprovalPolicy.always(ApprovalDecision.accept()));

        List<TurnEvent> events = run(thread);

        assertThat(codex.workspace().resolve("made.txt")).exists();
        assertThat(asked).singleElement().isInstanceOfSatisfying(CommandApproval.class, approval -> {
            assertThat(approval.command()).contains("touch made.txt");
            assertThat(approval.threadId()).isNotEqualTo(thread.id().orElseThrow());
        });
        ApprovalRequested requested = Turns.eventsOf(events, ApprovalRequested.class).get(0);
        assertThat(Turns.eventsOf(events, ApprovalResolved.class)).singleElement()
                .satisfies(resolved -> assertThat(resolved.requestId()).isEqualTo(requested.requestId()));
    }

    @Test
    void itemsOfASubAgentAreNoneOfTheTurns() {
        codex.model().when("Make it").shell("touch made.txt").reply("Made.");
        CodexThread thread = asking(ApprovalPolicy.always(ApprovalDecision.accept()));

        List<TurnEvent> events = run(thread);

        assertThat(items(events, CollabToolCall.class)).singleElement()
                .satisfies(call -> assertThat(call.receiverThreadIds()).containsExactly(asked.get(0).threadId()));
        assertThat(items(events, CommandExecution.class)).isEmpty();
        assertThat(events.toString()).doesNotContain("Made.");
        assertThat(status(events)).isEqualTo(TurnStatus.COMPLETED);
    }

    @Test
    void pathsOfASubAgentsChangeAreKnown() {
        codex.model().when("Make it").applyPatch("""
                *** Begin Patch
                *** Add File: made.txt
                +hello
                *** End Patch""").reply("Made.");

        List<TurnEvent> events = run(asking(ApprovalPolicy.always(ApprovalDecision.accept())
                .onlyIf(ApprovalConditions.inside(codex.workspace()))));

        assertThat(asked).singleElement().isInstanceOfSatisfying(FileChangeApproval.class, approval -> assertThat(
                approval.paths()).containsExactly(codex.workspace().resolve("made.txt").toString()));
        assertThat(codex.workspace().resolve("made.txt")).hasContent("hello");
        assertThat(items(events, FileChange.class)).isEmpty();
    }

    @Test
    void withoutAPolicyASubAgentMayDoNothing() {
        codex.model().when("Make it").shell("touch made.txt").reply("A pity.");

        List<TurnEvent> events = run(thread());

        assertThat(codex.workspace()).isEmptyDirectory();
        assertThat(status(events)).isEqualTo(TurnStatus.COMPLETED);
    }

    @Test
    void cancellingEndsTheSubAgentAlone() {
        codex.model().when("Make it").shell("touch made.txt").reply("Never said.");
        AssertSubscriber<TurnEvent> turn = begin(asking(ApprovalPolicy.always(ApprovalDecision.cancel())));
        await().atMost(Turns.PATIENCE).until(() -> Turns.eventsOf(turn.getItems(), ApprovalResolved.class).size() == 1);

        assertThat(status(end(turn))).isEqualTo(TurnStatus.COMPLETED);
        assertThat(codex.workspace()).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Looks for processes as only Linux and macOS show them")
    void subAgentsEndWithTheirCancelledTurn() {
        String lifetime = Processes.newLifetime();
        codex.model().when("Make it").then(Turns.endlessCommand(lifetime)).reply("Never said.");
        codex.model().when("next").reply("Here.");
        CodexThread thread = asking(ApprovalPolicy.always(ApprovalDecision.accept()));
        AssertSubscriber<TurnEvent> turn = begin(thread);
        Processes.awaitSome(lifetime);

        turn.cancel();

        Processes.awaitNone(lifetime);
        assertThat(resultOf(thread.run("next")).finalResponse()).isEqualTo("Here.");
    }

    /** A turn that ends when its agent has. */
    private List<TurnEvent> run(CodexThread thread) {
        AssertSubscriber<TurnEvent> turn = begin(thread);
        await().atMost(Turns.PATIENCE).until(() -> codex.model().requests().stream().anyMatch(this::isTheAgentsLast));
        return end(turn);
    }

    private boolean isTheAgentsLast(ModelRequest request) {
        return request.prompt().contains("Make it") && !request.toolOutputs().isEmpty();
    }

    private AssertSubscriber<TurnEvent> begin(CodexThread thread) {
        codex.model().when("go").then(START).hold(gate).reply("Done.");
        codex.model().when(Prompt.containing("subagent_notification")).reply("Noted.");
        return subscribe(thread.runStreamed("go"), Long.MAX_VALUE);
    }

    private List<TurnEvent> end(AssertSubscriber<TurnEvent> turn) {
        gate.open();
        return turn.awaitCompletion(Turns.PATIENCE).getItems();
    }

    private CodexThread asking(ApprovalPolicy policy) {
        codex.policy(request -> {
            asked.add(request);
            return policy.decide(request);
        });
        return thread();
    }

    private CodexThread thread() {
        return codex.client("approval-policy", "untrusted", "sandbox-mode", "workspace-write").startThread();
    }

    private static TurnStatus status(List<TurnEvent> events) {
        return ((TurnCompleted) events.get(events.size() - 1)).status();
    }
}
