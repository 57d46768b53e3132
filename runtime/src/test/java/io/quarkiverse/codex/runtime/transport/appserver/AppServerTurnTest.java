package io.quarkiverse.codex.runtime.transport.appserver;

import static io.quarkiverse.codex.runtime.transport.appserver.FakeServer.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.ReviewTarget;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnTask;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "sandbox_mode    | read-only | {\"sandbox\":{\"type\":\"workspaceWrite\"}} | the sandbox workspaceWrite, not with",
            "approval_policy | untrusted | {\"approvalPolicy\":\"never\"} | the approval policy never, not with untrusted",
            "approval_policy | untrusted | {\"approvalPolicy\":{\"granular\":1}} | policy {\"granular\":1}, not with untrusted",
            "sandbox_workspace_write.network_access | false"
                    + " | {\"sandbox\":{\"type\":\"workspaceWrite\",\"networkAccess\":true}} | network access true, not with false",
            "model           | one | {\"model\":\"other\"} | the model other, not with one",
            "model           | one | {\"model\":\"one\",\"cwd\":\"/elsewhere\"} | the working directory /elsewhere, not with /",
            "model_reasoning_effort | low | {\"reasoningEffort\":\"high\"} | the reasoning effort high, not with low" })
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "/one       | [\"/one\", \"/other\"] | false",
            "/one, /other/../two/ | [\"/two\", \"/one\"] | true", "/one | [\"/one\"] | true" })
    void aThreadIsUsedThatMayWriteWhereItIsWantedToAndNowhereElse(String roots, String actual, boolean used) {
        turns.with("sandbox_workspace_write.writable_roots", List.of(roots.split(", ")));
        server.answering("thread/resume", "{\"sandbox\":{\"type\":\"workspaceWrite\",\"writableRoots\":" + actual + "}}");

        turns.resume();

        assertThat(server.requests("turn/start")).hasSize(used ? 1 : 0);
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

    /** It says that it has closed a thread before it has. */
    @Test
    void aThreadThatAnotherProcessIsAboutToCloseIsOpenedThen() {
        server.keeping("thread/resume");
        AssertSubscriber<TurnEvent> turn = turns.resume();
        server.refuse("thread/resume", -32600, "thread " + THREAD + " already has an active writer");
        turns.pass(Turns.LONG);

        server.answer("thread/resume", "{\"thread\":{\"id\":\"" + THREAD + "\"}}");
        turns.work();

        assertThat(server.requests("thread/resume")).hasSize(2);
        turn.assertNotTerminated();
        assertThat(server.requests("turn/start")).hasSize(1);
    }

    @Test
    void aThreadThatAnotherProcessKeepsIsNotWaitedForForEver() {
        server.keeping("thread/resume");
        AssertSubscriber<TurnEvent> turn = turns.resume();

        for (int i = 0; i <= 12; i++) {
            server.refuse("thread/resume", -32600, "thread " + THREAD + " already has an active writer");
            turns.pass(Turns.LONG);
        }

        turn.assertFailedWith(CodexException.class, "active writer");
    }
}
