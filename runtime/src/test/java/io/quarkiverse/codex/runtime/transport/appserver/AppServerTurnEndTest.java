package io.quarkiverse.codex.runtime.transport.appserver;

import static io.quarkiverse.codex.runtime.transport.appserver.FakeServer.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.ProviderMismatchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.transport.LoggedContexts;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** How turns end that do not come to their end by themselves. */
class AppServerTurnEndTest {

    private final Turns turns = new Turns();
    private final FakeServer server = turns.server;

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
    void itIsLoggedOfWhichTurn() {
        try (LoggedContexts log = new LoggedContexts(TurnEnd.class)) {
            turns.running("turn-1").cancel();
            turns.work();
            server.ended("turn-1", "interrupted");
            turns.work();

            assertThat(log.contexts()).containsExactly("test " + THREAD + " turn-1");
        }
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
}
