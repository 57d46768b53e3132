package io.quarkiverse.codex.runtime.transport.appserver;

import static io.quarkiverse.codex.runtime.transport.appserver.FakeServer.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Somebody else uses a thread, too: codex would run all that is said to it as one turn. */
class SharedThreadTest {

    private static final String COMMAND = "item/commandExecution/requestApproval";

    private final Turns turns = new Turns();
    private final FakeServer server = turns.server;

    @Test
    void aThreadOnWhichATurnRunsIsLeftToWhoeverBeganIt() {
        server.answering("thread/resume", "{\"thread\":{\"id\":\"" + THREAD + "\",\"status\":{\"type\":\"active\"}}}");

        turns.resume().assertFailedWith(CodexException.class, "somebody else");
        assertThat(server.requests("turn/start")).isEmpty();
        assertThat(server.requests("thread/unsubscribe")).hasSize(1);

        server.answering("thread/resume", "{\"thread\":{\"id\":\"" + THREAD + "\",\"status\":{\"type\":\"idle\"}}}");
        turns.resume();
        assertThat(server.requests("turn/start")).hasSize(1);
    }

    @Test
    void noTurnBeginsOnAnOpenThreadWhileSomebodyElsesRuns() {
        turns.running("turn-1");
        server.ended("turn-1", "completed");
        turns.work();

        server.started("turn-2");
        AssertSubscriber<TurnEvent> turn = turns.resume();
        turns.pass(Turns.LONG);
        turn.assertFailedWith(CodexException.class, "somebody else");
        assertThat(server.requests("turn/start")).hasSize(1);

        server.ended("turn-2", "completed");
        turns.resume();
        assertThat(server.requests("turn/start")).hasSize(2);
    }

    @Test
    void theNewsThatSomebodyElsesTurnIsOverMayComeALittleLate() {
        turns.running("turn-1");
        server.ended("turn-1", "completed");
        turns.work();
        server.started("turn-2");

        AssertSubscriber<TurnEvent> turn = turns.resume();
        server.ended("turn-2", "completed");
        turns.work();

        assertThat(server.requests("turn/start")).hasSize(2);
        turn.assertNotTerminated();
        assertThat(turn.getItems()).noneMatch(TurnCompleted.class::isInstance);
    }

    @Test
    void theEndOfATurnThatWasOverBeforeIsNotThisOnes() {
        AssertSubscriber<TurnEvent> turn = turns.resume();

        server.ended("turn-1", "completed");
        server.answer("turn/start", "{\"turn\":{\"id\":\"turn-2\"}}");
        server.started("turn-2");
        turns.work();
        turn.assertNotTerminated();
        server.ended("turn-2", "completed");
        turns.work();

        turn.assertCompleted();
    }

    @Test
    void noTurnBeginsWhenSomebodyElsesDoesWhileTheThreadIsBeingOpened() {
        server.keeping("thread/resume");
        AssertSubscriber<TurnEvent> turn = turns.resume();

        server.started("turn-2");
        server.answer("thread/resume", "{\"thread\":{\"id\":\"" + THREAD + "\"}}");
        turns.pass(Turns.LONG);

        turn.assertFailedWith(CodexException.class, "somebody else");
        assertThat(server.requests("turn/start")).isEmpty();
    }

    @Test
    void aTurnThatCodexHasAddedToSomebodyElsesFailsAndAnswersNothing() {
        turns.approvals = request -> Uni.createFrom().item(ApprovalDecision.accept());
        AssertSubscriber<TurnEvent> turn = turns.resume();

        server.answer("turn/start", "{\"turn\":{\"id\":\"turn-2\"}}");
        server.started("turn-2");
        server.said("turn-2", null);
        server.ask("q1", COMMAND,
                "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-2\",\"itemId\":\"i\",\"command\":\"ls\"}");
        turns.work();

        turn.assertFailedWith(CodexException.class, "at the same moment");
        assertThat(server.accepted("q1")).isFalse();
        assertThat(server.requests("turn/interrupt")).isEmpty();
        assertThat(server.requests("thread/backgroundTerminals/clean")).isEmpty();
        AssertSubscriber<TurnEvent> next = turns.resume();
        turns.pass(Turns.LONG);
        next.assertFailedWith(CodexException.class, "somebody else");
    }

    @Test
    void whatIsAskedInATurnOfOthersIsTheirsToAnswer() {
        turns.running("turn-1");
        server.ended("turn-1", "completed");
        turns.work();
        server.started("turn-2");
        server.tell("turn/started", "{\"threadId\":\"agent\",\"turn\":{\"id\":\"turn-a\",\"rootTurnId\":\"turn-2\"}}");

        ask("q1", THREAD, "turn-2");
        server.ask("q2", ToolWire.CALL, "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-2\",\"tool\":\"t\"}");
        ask("q3", "agent", "turn-a");
        ask("q4", THREAD, "turn-1");
        turns.pass(Turns.FOREIGN_PATIENCE.minusSeconds(1));
        server.tell("serverRequest/resolved", "{\"threadId\":\"" + THREAD + "\",\"requestId\":\"q2\"}");
        turns.work();

        assertThat(server.reply("q1")).isNull();
        assertThat(server.reply("q2")).isNull();
        assertThat(server.reply("q3")).isNull();
        assertThat(server.result("q4").path("decision").asText()).isEqualTo("decline");

        turns.pass(Turns.FOREIGN_PATIENCE);
        assertThat(server.result("q1").path("decision").asText()).isEqualTo("decline");
        assertThat(server.reply("q2")).isNull();
    }

    @Test
    void nobodyDeclinesWhatOthersAreAskedOnAThreadThatIsLeftToThem() {
        server.keeping("thread/unsubscribe").answering("thread/resume",
                "{\"thread\":{\"id\":\"" + THREAD + "\",\"status\":{\"type\":\"active\"}}}");
        turns.resume();

        ask("q1", THREAD, "turn-2");
        server.answer("thread/unsubscribe", "{}");
        turns.pass(Turns.FOREIGN_PATIENCE);

        assertThat(server.reply("q1")).isNull();
    }

    private void ask(String id, String threadId, String turnId) {
        server.ask(id, COMMAND,
                "{\"threadId\":\"" + threadId + "\",\"turnId\":\"" + turnId + "\",\"itemId\":\"i\",\"command\":\"ls\"}");
    }

    @Test
    void aTurnIsToldFromSomebodyElsesThatCameFirst() {
        turns.approvals = request -> Uni.createFrom().item(ApprovalDecision.accept());
        AssertSubscriber<TurnEvent> turn = turns.resume();

        server.started("turn-2");
        server.said("turn-2", "theirs");
        server.ask("q1", COMMAND,
                "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-2\",\"itemId\":\"i\",\"command\":\"ls\"}");
        server.ended("turn-2", "completed");
        server.answer("turn/start", "{\"turn\":{\"id\":\"turn-3\"}}");
        server.started("turn-3");
        server.said("turn-3", server.requests("turn/start").get(0).path("clientUserMessageId").asText());
        server.ask("q2", COMMAND,
                "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"turn-3\",\"itemId\":\"i\",\"command\":\"ls\"}");
        turns.work();
        turn.assertNotTerminated();
        server.ended("turn-3", "completed");
        turns.work();

        turn.assertCompleted();
        assertThat(turn.getItems()).filteredOn(TurnCompleted.class::isInstance).hasSize(1);
        assertThat(server.accepted("q1")).isFalse();
        assertThat(server.accepted("q2")).isTrue();
    }
}
