package io.quarkiverse.codex.runtime.transport.appserver;

import static io.quarkiverse.codex.runtime.transport.appserver.FakeServer.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.ProviderMismatchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.ReviewTarget;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.event.ApprovalRequested;
import io.quarkiverse.codex.event.ApprovalResolved;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnTask;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class AppServerTurnTest {

    private static final String COMMAND = "item/commandExecution/requestApproval";

    private final Turns turns = new Turns();
    private final FakeServer server = turns.server;

    @Test
    void aTurnRunsFromItsBeginToItsEnd() {
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");
        server.ended("turn-1", "completed");
        turns.work();

        turn.assertCompleted();
        assertThat(turn.getItems()).hasExactlyElementsOfTypes(ThreadStarted.class, TurnStarted.class, TurnCompleted.class);
        assertThat(turns.over).isEqualTo(1);
    }

    @Test
    void anOverloadedCodexIsAskedAgain() {
        turns.begin();
        server.refuse("turn/start", OwnRequests.OVERLOADED, "Server overloaded");

        turns.pass(Turns.LONG);

        assertThat(server.requests("turn/start")).hasSize(2);
    }

    @Test
    void aTurnThatIsPutOffFailsWhenCodexStaysOverloaded() {
        server.keeping("turn/start");
        AssertSubscriber<TurnEvent> turn = turns.begin();

        for (int i = 0; i < 9; i++) {
            server.refuse("turn/start", OwnRequests.OVERLOADED, "Server overloaded");
            turns.pass(Turns.LONG);
        }

        turn.assertFailedWith(CodexOverloadedException.class);
        assertThat(server.requests("turn/start")).hasSize(9);
    }

    @Test
    void whatWasPutOffIsOverAtOnceWhenItIsCancelledAndNeverSaidLater() {
        AssertSubscriber<TurnEvent> cancelled = turns.begin();
        server.refuse("turn/start", OwnRequests.OVERLOADED, "Server overloaded");

        cancelled.cancel();
        turns.work();
        assertThat(turns.over).isEqualTo(1);

        AssertSubscriber<TurnEvent> next = turns.resume();
        server.answer("turn/start", "{\"turn\":{\"id\":\"turn-2\"}}");
        server.started("turn-2");
        turns.pass(Turns.LONG);
        assertThat(server.requests("turn/start")).hasSize(2);
        assertThat(server.requests("turn/interrupt")).isEmpty();
        server.ended("turn-2", "completed");
        turns.work();
        next.assertCompleted();
    }

    @Test
    void aTurnWithoutOneOfItsItemsFailsAndItsThreadGoesOn() {
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");

        server.leaveOut("item/completed", THREAD, "turn-1");
        turns.work();
        assertThat(server.requests("turn/interrupt")).hasSize(1);
        server.ended("turn-1", "interrupted");
        turns.work();

        turn.assertFailedWith(CodexProtocolException.class, "quarkus.codex.\"test\".app-server.max-message-size");
        AssertSubscriber<TurnEvent> next = turns.resume();
        server.answer("turn/start", "{\"turn\":{\"id\":\"turn-2\"}}");
        server.started("turn-2");
        server.ended("turn-2", "completed");
        turns.work();
        next.assertCompleted();
    }

    @Test
    void aTurnWhoseEndCannotBeReadEndsAtOnce() {
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");

        server.leaveOut("turn/completed", THREAD, null);
        turns.work();

        turn.assertFailedWith(CodexProtocolException.class, "turn/completed");
        assertThat(server.requests("turn/interrupt")).isEmpty();
        assertThat(turns.over).isEqualTo(1);
    }

    @Test
    void aTurnCanDoWithoutWhatIsSaidAgainAndWhatConcernsOthers() {
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");

        server.leaveOut("turn/diff/updated", THREAD, "turn-1");
        server.leaveOut("item/completed", THREAD, "turn-0");
        server.leaveOut("item/completed", "thread-2", "turn-1");
        server.leaveOut("item/completed", null, null);
        server.leaveOut(null, null, null);
        server.ended("turn-1", "completed");
        turns.work();

        turn.assertCompleted();
    }

    @Test
    void aCancelledTurnIsInterrupted() {
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");

        turn.cancel();
        turns.work();
        assertThat(server.requests("turn/interrupt")).singleElement()
                .satisfies(params -> assertThat(params.path("turnId").asText()).isEqualTo("turn-1"));
        assertThat(turns.over).isZero();

        server.ended("turn-1", "interrupted");
        turns.work();
        assertThat(turns.over).isEqualTo(1);
    }

    @Test
    void aTurnIsInterruptedAsSoonAsItsNameIsKnown() {
        AssertSubscriber<TurnEvent> turn = turns.begin();
        turn.cancel();
        turns.work();
        assertThat(server.requests("turn/interrupt")).isEmpty();

        server.started("turn-1");

        assertThat(server.requests("turn/interrupt")).hasSize(1);
    }

    @Test
    void aTurnThatWasGivenUpKeepsItsThread() {
        turns.running("turn-1").cancel();
        turns.pass(Turns.GRACE);
        assertThat(turns.over).isEqualTo(1);

        AssertSubscriber<TurnEvent> next = turns.resume();
        assertThat(server.requests("turn/start")).hasSize(1);

        server.ended("turn-1", "interrupted");
        turns.work();
        assertThat(server.requests("turn/start")).hasSize(2);
        next.assertNotTerminated();
        server.started("turn-2");
        server.ended("turn-2", "completed");
        turns.work();
        next.assertCompleted();
    }

    @Test
    void aThreadThatDoesNotGetFreeSaysSo() {
        turns.running("turn-1").cancel();
        turns.pass(Turns.GRACE);

        AssertSubscriber<TurnEvent> next = turns.resume();
        turns.pass(Turns.GRACE);

        next.assertFailedWith(CodexException.class, "codex still runs a turn of thread " + THREAD);
        assertThat(server.requests("turn/start")).hasSize(1);
        assertThat(turns.over).isEqualTo(2);
    }

    @Test
    void aThreadThatCodexClosesIsFree() {
        turns.running("turn-1").cancel();
        turns.pass(Turns.GRACE);

        server.tell("thread/closed", "{\"threadId\":\"" + THREAD + "\"}");
        turns.work();
        turns.resume();

        assertThat(server.requests("turn/start")).hasSize(2);
    }

    @Test
    void whatIsLeftOfAnEarlierTurnIsNotTheNextOnes() {
        turns.running("turn-1");
        server.ended("turn-1", "completed");
        turns.work();

        AssertSubscriber<TurnEvent> next = turns.resume();
        server.tell("item/completed", "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-1\",\"item\":"
                + "{\"type\":\"agentMessage\",\"id\":\"item-1\",\"text\":\"late\"}}");
        server.ended("turn-1", "interrupted");
        turns.work();

        next.assertNotTerminated();
        assertThat(next.getItems()).doesNotHaveAnyElementsOfTypes(ItemCompleted.class);
    }

    @Test
    void aTurnWhoseBeginIsNotAnsweredIsInterrupted() {
        AssertSubscriber<TurnEvent> turn = turns.begin();
        server.started("turn-1");

        turns.pass(Turns.REQUEST_TIMEOUT);
        assertThat(server.requests("turn/interrupt")).hasSize(1);
        turn.assertNotTerminated();

        server.ended("turn-1", "interrupted");
        turns.work();
        turn.assertFailedWith(CodexTimeoutException.class);
    }

    @Test
    void aTurnWhoseBeginIsAnsweredTooLateIsInterruptedThen() {
        AssertSubscriber<TurnEvent> turn = turns.begin();
        turns.pass(Turns.REQUEST_TIMEOUT.plus(Turns.GRACE));
        turn.assertFailedWith(CodexTimeoutException.class);
        assertThat(server.requests("turn/interrupt")).isEmpty();

        server.answer("turn/start", "{\"turn\":{\"id\":\"turn-1\"}}");
        assertThat(server.requests("turn/interrupt")).hasSize(1);

        AssertSubscriber<TurnEvent> next = turns.resume();
        assertThat(server.requests("turn/start")).hasSize(1);
        server.ended("turn-1", "interrupted");
        turns.work();
        assertThat(server.requests("turn/start")).hasSize(2);
        next.assertNotTerminated();
    }

    @Test
    void aBeginThatIsRefusedTooLateLeavesTheThreadFree() {
        turns.begin();
        turns.pass(Turns.REQUEST_TIMEOUT.plus(Turns.GRACE));

        server.refuse("turn/start", -32600, "no");
        turns.resume();

        assertThat(server.requests("turn/start")).hasSize(2);
    }

    @Test
    void anInterruptThatFailedIsTriedOnceMore() {
        server.keeping("turn/interrupt");
        turns.running("turn-1").cancel();
        server.refuse("turn/interrupt", -32600, "no");

        turns.pass(Turns.GRACE);

        assertThat(server.requests("turn/interrupt")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "sandbox_mode    | read-only | {\"sandbox\":{\"type\":\"workspaceWrite\"}} | the sandbox workspaceWrite, not with",
            "approval_policy | untrusted | {\"approvalPolicy\":\"never\"} | the approval policy \"never\", not with untrusted" })
    void aThreadThatMayDoOtherThingsIsNotUsed(String key, String value, String answer, String message) {
        turns.with(key, value);
        server.answering("thread/resume", answer);

        AssertSubscriber<TurnEvent> refused = turns.resume();
        refused.assertFailedWith(CodexException.class, message);
        assertThat(server.requests("turn/start")).isEmpty();

        turns.resume().assertFailedWith(CodexException.class, message);
        assertThat(server.requests("thread/resume")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({ "read-only, readOnly", "workspace-write, workspaceWrite", "danger-full-access, dangerFullAccess" })
    void aThreadThatMayDoWhatIsWantedIsUsed(String sandbox, String actual) {
        turns.with("sandbox_mode", sandbox);
        server.answering("thread/resume", "{\"sandbox\":{\"type\":\"" + actual + "\"},\"approvalPolicy\":\"never\"}");

        turns.resume();

        assertThat(server.requests("turn/start")).hasSize(1);
    }

    @Test
    void everyTurnHearsOfALostServer() {
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");

        server.lose(new CodexException("gone"));
        turns.work();

        turn.assertFailedWith(CodexException.class, "gone");
        assertThat(turns.over).isEqualTo(1);
    }

    @Test
    void theInterruptedTurnOfAHandleCompletes() {
        TurnExecution handle = turns.prepare(Optional.empty(), Optional.empty());
        AssertSubscriber<TurnEvent> turn = turns.begin(handle);
        server.started("turn-1");

        handle.interrupt().subscribe().asCompletionStage();
        turns.pass(Turns.GRACE);

        turn.assertCompleted();
        assertThat(turn.getLastItem()).isInstanceOfSatisfying(TurnCompleted.class,
                completed -> assertThat(completed.status()).isEqualTo(TurnStatus.INTERRUPTED));
    }

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
    void anEndDoesNotWaitForWhatIsToBeTriedAgainWhenTheClientIsClosed() {
        server.keeping("thread/backgroundTerminals/list");
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");
        server.tell("item/started", "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-1\",\"item\":"
                + "{\"type\":\"commandExecution\",\"id\":\"item-1\",\"command\":\"ls\"}}");
        server.ended("turn-1", "completed");
        server.refuse("thread/backgroundTerminals/list", OwnRequests.OVERLOADED, "Server overloaded");
        turns.work();
        turn.assertNotTerminated();

        turns.transport.close();
        turns.work();

        turn.assertCompleted();
        assertThat(turns.over).isEqualTo(1);
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

    @Test
    void aTurnWithoutGraceEnds() {
        Turns impatient = new Turns(Duration.ZERO);
        AssertSubscriber<TurnEvent> turn = impatient.running("turn-1");
        impatient.server.tell("item/started", "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-1\",\"item\":"
                + "{\"type\":\"commandExecution\",\"id\":\"item-1\",\"command\":\"ls\",\"status\":\"inProgress\"}}");
        impatient.server.ended("turn-1", "completed");
        impatient.work();

        turn.assertCompleted();
        assertThat(impatient.over).isEqualTo(1);
    }

    @Test
    void anUnexpectedFailureOfTheCheckEndsTheTurn() {
        for (Throwable broken : List.of(new ProviderMismatchException(), new StackOverflowError())) {
            AssertSubscriber<TurnEvent> turn = new Turns(Turns.GRACE, request -> {
                if (broken instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) broken;
            }).begin();

            turn.assertFailedWith(CodexException.class, broken.getClass().getName());
        }
    }

    @Test
    void theEndIsNotToldWhereTheConnectionIsRead() {
        List<Boolean> closedByWorker = new ArrayList<>();
        turns.approvals = new ApprovalDecider() {

            @Override
            public Uni<ApprovalDecision> decide(ApprovalRequest request) {
                return Uni.createFrom().nothing();
            }

            @Override
            public void close() {
                closedByWorker.add(turns.working);
            }
        };
        turns.whenOver = () -> closedByWorker.add(turns.working);
        turns.running("turn-1");

        server.ended("turn-1", "completed");
        assertThat(closedByWorker).isEmpty();
        turns.work();

        assertThat(closedByWorker).containsExactly(true);
    }

    @Test
    void steeringIsNotToldWhereTheConnectionIsRead() {
        TurnExecution handle = turns.prepare(Optional.empty(), Optional.empty());
        turns.begin(handle);
        server.started("turn-1");
        List<Boolean> byWorker = new ArrayList<>();

        handle.steer(TurnInput.of("more")).subscribe().with(nothing -> byWorker.add(turns.working));
        server.answer("turn/steer", "{\"turnId\":\"turn-1\"}");
        assertThat(byWorker).isEmpty();
        turns.work();

        assertThat(byWorker).containsExactly(true);
    }

    @Test
    void aReviewThatCodexDoesNotKnowIsUnsupported() {
        AssertSubscriber<TurnEvent> turn = turns.begin(turns.prepare(Optional.empty(),
                Optional.of(new TurnTask.Review(ReviewTarget.uncommittedChanges()))));
        server.refuse("review/start", -32600, "Invalid request: unknown variant `review/start`, expected one of");
        turns.work();

        turn.assertFailedWith(CodexUnsupportedException.class, "review/start");
    }
}
