package io.quarkiverse.codex.runtime.transport.appserver;

import static io.quarkiverse.codex.runtime.transport.appserver.FakeServer.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.ReviewTarget;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.event.ApprovalRequested;
import io.quarkiverse.codex.event.ApprovalResolved;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.runtime.transport.TurnTask;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** What codex asks in a turn, and its agents in theirs: the right one answers, and nobody else. */
class AppServerTurnQuestionTest {

    private static final String COMMAND = "item/commandExecution/requestApproval";

    private final Turns turns = new Turns();
    private final FakeServer server = turns.server;

    @Test
    void aQuestionOfAnotherTurnIsDeclined() {
        turns.approvals = request -> Uni.createFrom().item(ApprovalDecision.accept());
        turns.running("turn-1");

        server.ask("q1", COMMAND,
                "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-0\",\"itemId\":\"i\",\"command\":\"ls\"}");
        server.ask("q2", COMMAND,
                "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-1\",\"itemId\":\"i\",\"command\":\"ls\"}");

        assertThat(server.result("q1").path("decision").asText()).isEqualTo("decline");
        assertThat(server.result("q2").path("decision").asText()).isEqualTo("accept");
    }

    @Test
    void aQuestionOfAnAgentIsAnsweredByTheTurnThatItWorksFor() {
        turns.approvals = request -> Uni.createFrom().item(ApprovalDecision.accept());
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");
        agentStarted("agent-1", "turn-a", "turn-1");
        agentStarted("agent-2", "turn-b", "turn-a");
        agentStarted("agent-3", "turn-c", "turn-0");

        agentAsks("q1", "agent-1", "turn-a");
        agentAsks("q2", "agent-2", "turn-b");
        agentAsks("q3", "agent-3", "turn-c");
        agentAsks("q4", "agent-1", "turn-1");
        server.tell("turn/completed", "{\"threadId\":\"agent-1\",\"turn\":{\"id\":\"turn-a\",\"status\":\"completed\"}}");
        agentAsks("q5", "agent-1", "turn-a");
        server.ended("turn-1", "completed");
        turns.work();
        agentAsks("q6", "agent-2", "turn-b");

        assertThat(decisions("q1", "q2", "q3", "q4", "q5", "q6")).containsExactly("accept", "accept", "decline", "decline",
                "decline", "decline");
        turn.assertCompleted();
        assertThat(turn.getItems()).hasExactlyElementsOfTypes(ThreadStarted.class, TurnStarted.class, ApprovalRequested.class,
                ApprovalResolved.class, ApprovalRequested.class, ApprovalResolved.class, TurnCompleted.class);
        assertThat(server.requests("turn/interrupt")).isEmpty();
    }

    @Test
    void agentsEndWithATurnThatEndsEarly() {
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");
        agentStarted("agent-1", "turn-a", "turn-1");

        turn.cancel();
        agentStarted("agent-2", "turn-b", "turn-1");
        server.ended("turn-1", "interrupted");
        turns.work();

        assertThat(server.requests("turn/interrupt")).extracting(params -> params.path("turnId").asText()).contains("turn-1",
                "turn-a", "turn-b");
        assertThat(turns.over).isEqualTo(1);
    }

    @Test
    void anAgentThatIsCancelledEndsAlone() {
        turns.approvals = request -> Uni.createFrom().item(ApprovalDecision.cancel());
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");
        agentStarted("agent-1", "turn-a", "turn-1");

        server.ask("q1", "item/permissions/requestApproval", "{\"threadId\":\"agent-1\",\"turnId\":\"turn-a\"}");
        turns.work();

        assertThat(server.requests("turn/interrupt")).extracting(params -> params.path("turnId").asText())
                .containsExactly("turn-a");
        server.ended("turn-1", "completed");
        turns.work();
        turn.assertCompleted();
    }

    private void agentStarted(String threadId, String turnId, String rootTurnId) {
        server.tell("turn/started", "{\"threadId\":\"" + threadId + "\",\"turn\":{\"id\":\"" + turnId
                + "\",\"rootTurnId\":\"" + rootTurnId + "\",\"status\":\"inProgress\"}}");
    }

    private void agentAsks(String question, String threadId, String turnId) {
        server.ask(question, COMMAND,
                "{\"threadId\":\"" + threadId + "\",\"turnId\":\"" + turnId + "\",\"itemId\":\"i\",\"command\":\"ls\"}");
    }

    private List<String> decisions(String... questions) {
        return Stream.of(questions).map(question -> server.result(question).path("decision").asText()).toList();
    }

    @Test
    void aQuestionOfATurnThatCodexHasNotNamedIsDeclined() {
        turns.approvals = request -> Uni.createFrom().item(ApprovalDecision.accept());
        turns.begin();

        server.ask("q1", COMMAND,
                "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-0\",\"itemId\":\"i\",\"command\":\"ls\"}");

        assertThat(server.result("q1").path("decision").asText()).isEqualTo("decline");
    }

    @Test
    void aQuestionOfAReviewIsAnsweredByEitherOfItsNames() {
        turns.approvals = request -> Uni.createFrom().item(ApprovalDecision.accept());
        turns.begin(turns.prepare(Optional.empty(), Optional.of(new TurnTask.Review(ReviewTarget.uncommittedChanges()))));
        server.answer("review/start", "{\"turn\":{\"id\":\"root\"}}");
        server.tell("turn/started", "{\"threadId\":\"" + THREAD + "\",\"turn\":{\"id\":\"inner\",\"rootTurnId\":\"root\"}}");

        for (String name : List.of("root", "inner")) {
            server.ask(name, COMMAND,
                    "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"" + name + "\",\"itemId\":\"i\",\"command\":\"ls\"}");
            assertThat(server.result(name).path("decision").asText()).isEqualTo("accept");
        }
    }

    @Test
    void aToolIsNotCalledForAnotherTurn() {
        turns.running("turn-1");

        server.ask("q1", ToolWire.CALL, "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-0\",\"tool\":\"t\"}");

        assertThat(server.result("q1").path("success").asBoolean(true)).isFalse();
        assertThat(server.result("q1").toString()).contains("only in a turn");
    }

    @Test
    void aQuestionThatSomebodyElseHasSettledIsWithdrawn() {
        List<String> cancelled = new ArrayList<>();
        turns.approvals = request -> Uni.createFrom().<ApprovalDecision> nothing().onCancellation()
                .invoke(() -> cancelled.add(request.method() + turns.working));
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");
        server.ask("q1", COMMAND,
                "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-1\",\"itemId\":\"i\",\"command\":\"ls\"}");

        server.tell("serverRequest/resolved", "{\"threadId\":\"" + THREAD + "\",\"requestId\":\"q1\"}");
        turns.work();

        assertThat(cancelled).containsExactly(COMMAND + true);
        assertThat(server.reply("q1")).isNull();
        assertThat(turn.getItems()).filteredOn(ApprovalResolved.class::isInstance).singleElement()
                .satisfies(event -> assertThat(((ApprovalResolved) event).decision()).isEqualTo("withdrawn"));
    }
}
