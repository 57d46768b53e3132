package io.quarkiverse.codex.runtime.transport.appserver;

import static io.quarkiverse.codex.runtime.transport.appserver.FakeServer.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class AppServerTurnTest {

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
        server.refuse("turn/start", RpcConnection.OVERLOADED, "Server overloaded");

        turns.pass(Turns.LONG);

        assertThat(server.requests("turn/start")).hasSize(2);
    }

    @Test
    void aTurnThatIsPutOffFailsWhenCodexStaysOverloaded() {
        server.keeping("turn/start");
        AssertSubscriber<TurnEvent> turn = turns.begin();

        for (int i = 0; i < 9; i++) {
            server.refuse("turn/start", RpcConnection.OVERLOADED, "Server overloaded");
            turns.pass(Turns.LONG);
        }

        turn.assertFailedWith(CodexOverloadedException.class);
        assertThat(server.requests("turn/start")).hasSize(9);
    }

    @Test
    void whatWasPutOffIsOverAtOnceWhenItIsCancelledAndNeverSaidLater() {
        AssertSubscriber<TurnEvent> cancelled = turns.begin();
        server.refuse("turn/start", RpcConnection.OVERLOADED, "Server overloaded");

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
}
