package io.quarkiverse.codex.runtime.approval;

import static io.quarkiverse.codex.approval.ApprovalDecision.abstain;
import static io.quarkiverse.codex.approval.ApprovalDecision.accept;
import static io.quarkiverse.codex.approval.ApprovalDecision.acceptForSession;
import static io.quarkiverse.codex.approval.ApprovalDecision.cancel;
import static io.quarkiverse.codex.approval.ApprovalDecision.decline;
import static io.quarkiverse.codex.approval.ApprovalPolicy.always;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.PendingApprovals;
import io.quarkiverse.codex.approval.Requests;
import io.quarkiverse.codex.runtime.transport.appserver.ApprovalWire;
import io.quarkiverse.codex.runtime.transport.appserver.RecordedApprovals;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

class ApprovalDeskTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final ApprovalPolicy SILENT = request -> Uni.createFrom().nothing();
    private static final ApprovalPolicy THROWS = request -> {
        throw new IllegalStateException("s3cret");
    };
    private static final ApprovalPolicy NEVER_ASKED = request -> {
        throw new AssertionError("Nobody should have asked");
    };

    /** A request of each kind, and what codex gets for accept, acceptForSession, decline and cancel. */
    static List<Expectation> kinds() {
        String permissions = RecordedApprovals.message("permissions").path("params").path("permissions").toString();
        return List.of(
                new Expectation("command", "{\"decision\":\"accept\"}", "{\"decision\":\"accept\"}",
                        "{\"decision\":\"decline\"}", "{\"decision\":\"cancel\"}"),
                new Expectation("file-change", "{\"decision\":\"accept\"}", "{\"decision\":\"acceptForSession\"}",
                        "{\"decision\":\"decline\"}", "{\"decision\":\"cancel\"}"),
                new Expectation("permissions", "{\"permissions\":" + permissions + ",\"scope\":\"turn\"}",
                        "{\"permissions\":" + permissions + ",\"scope\":\"session\"}",
                        "{\"permissions\":{},\"scope\":\"turn\"}", "{\"permissions\":{},\"scope\":\"turn\"}"),
                new Expectation("question", "{\"answers\":{}}", "{\"answers\":{}}", "{\"answers\":{}}", "{\"answers\":{}}"),
                new Expectation("elicitation-form", "{\"action\":\"decline\"}", "{\"action\":\"decline\"}",
                        "{\"action\":\"decline\"}", "{\"action\":\"cancel\"}"),
                new Expectation("elicitation-tool-call", "{\"action\":\"accept\",\"content\":{}}",
                        "{\"action\":\"accept\",\"content\":{},\"_meta\":{\"persist\":\"session\"}}",
                        "{\"action\":\"decline\"}", "{\"action\":\"cancel\"}"));
    }

    record Expectation(String name, String accept, String acceptForSession, String decline, String cancel) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void tellsCodexWhatThePolicyDecides(Expectation kind) {
        assertThat(reply(kind, LONG, always(accept()))).isEqualTo(kind.accept());
        assertThat(reply(kind, LONG, always(acceptForSession()))).isEqualTo(kind.acceptForSession());
        assertThat(reply(kind, LONG, always(decline()))).isEqualTo(kind.decline());
        assertThat(reply(kind, LONG, always(cancel()))).isEqualTo(kind.cancel());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void declinesWhateverGoesWrong(Expectation kind) {
        assertThat(reply(kind, SHORT, SILENT)).isEqualTo(kind.decline());
        assertThat(reply(kind, LONG, THROWS)).isEqualTo(kind.decline());
        assertThat(reply(kind, LONG, request -> null)).isEqualTo(kind.decline());
        assertThat(reply(kind, LONG, request -> Uni.createFrom().nullItem())).isEqualTo(kind.decline());
        assertThat(reply(kind, LONG, request -> Uni.createFrom().failure(new AssertionError()))).isEqualTo(kind.decline());
        assertThat(reply(kind, LONG, always(abstain()))).isEqualTo(kind.decline());
        assertThat(reply(kind, LONG, THROWS, always(accept()))).isEqualTo(kind.decline());
        assertThat(reply(kind, LONG)).isEqualTo(kind.decline());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void waitsForAPerson(Expectation kind) throws Exception {
        PendingApprovals pending = new PendingApprovalsImpl(10);
        CountDownLatch added = new CountDownLatch(1);
        pending.changes().subscribe().with(change -> added.countDown());
        ApprovalRequest request = RecordedApprovals.request(kind.name());
        try (TurnApprovals turn = Desks.desk(List.of(pending), LONG).openTurn(Optional.empty())) {
            CompletableFuture<ApprovalDecision> decision = turn.decide(request).subscribeAsCompletionStage();
            assertThat(added.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(decision).isNotDone();
            assertThat(pending.list()).containsExactly(request);
            assertThat(pending.approve(request.id())).isTrue();

            assertThat(ApprovalWire.reply(request, decision.get(20, TimeUnit.SECONDS))).hasToString(kind.accept());
            assertThat(pending.list()).isEmpty();
            assertThat(turn.open()).isZero();
        }
    }

    @Test
    void asksTheThreadsPolicyOnly() {
        ApprovalDesk desk = Desks.desk(List.of(NEVER_ASKED), LONG);

        assertThat(decide(desk.openTurn(Optional.of(always(accept()))))).isEqualTo(accept());
        assertThat(decide(desk.openTurn(Optional.of(always(abstain()))))).isEqualTo(decline());
    }

    @Test
    void asksTheClientsPoliciesInOrder() {
        ApprovalDesk desk = Desks.desk(List.of(always(abstain()), always(accept()), NEVER_ASKED), LONG);

        assertThat(decide(desk.openTurn(Optional.empty()))).isEqualTo(accept());
    }

    @Test
    void asksOnAnotherThread() {
        AtomicReference<Thread> asked = new AtomicReference<>();
        ApprovalPolicy policy = request -> {
            asked.set(Thread.currentThread());
            return Uni.createFrom().item(accept());
        };

        assertThat(decide(Desks.desk(List.of(policy), LONG).openTurn(Optional.empty()))).isEqualTo(accept());
        assertThat(asked.get()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void declinesInTimeWhenNoWorkerIsFree() {
        List<Runnable> queue = new ArrayList<>();
        ApprovalDesk desk = Desks.desk(List.of(NEVER_ASKED), SHORT, queue::add);

        assertThat(decide(desk.openTurn(Optional.empty()))).isEqualTo(decline());
        assertThat(queue).hasSize(1);
    }

    @Test
    void declinesWhenWorkersAreGone() {
        ApprovalDesk desk = Desks.desk(List.of(always(accept())), LONG, command -> {
            throw new RejectedExecutionException();
        });

        assertThat(decide(desk.openTurn(Optional.empty()))).isEqualTo(decline());
    }

    @Test
    void zeroIsNoTimeLimit() {
        ApprovalDesk desk = Desks.desk(List.of(always(accept())), Duration.ZERO);

        assertThat(decide(desk.openTurn(Optional.empty()))).isEqualTo(accept());
    }

    @Test
    void nothingIsLeftAfterTheTurn() throws Exception {
        PendingApprovals pending = new PendingApprovalsImpl(10);
        ApprovalRequest first = Requests.command("ls");
        TurnApprovals turn = Desks.desk(List.of(pending), Duration.ZERO, Runnable::run).openTurn(Optional.empty());
        CompletableFuture<ApprovalDecision> decision = turn.decide(first).subscribeAsCompletionStage();
        assertThat(pending.list()).containsExactly(first);

        turn.close();

        assertThat(decision.get(20, TimeUnit.SECONDS)).isEqualTo(decline());
        assertThat(pending.list()).isEmpty();
        assertThat(pending.approve(first.id())).isFalse();
        assertThat(turn.open()).isZero();
        assertThat(decide(turn)).isEqualTo(decline());
        assertThat(pending.list()).isEmpty();
        assertThat(turn.open()).isZero();
    }

    @Test
    void nothingIsLeftAfterATimeout() {
        PendingApprovals pending = new PendingApprovalsImpl(10);
        TurnApprovals turn = Desks.desk(List.of(pending), SHORT, Runnable::run).openTurn(Optional.empty());

        assertThat(decide(turn)).isEqualTo(decline());
        assertThat(pending.list()).isEmpty();
        assertThat(turn.open()).isZero();
    }

    @Test
    void nothingIsLeftAfterACancellation() {
        PendingApprovals pending = new PendingApprovalsImpl(10);
        TurnApprovals turn = Desks.desk(List.of(pending), LONG, Runnable::run).openTurn(Optional.empty());
        Cancellable subscription = turn.decide(Requests.command("ls")).subscribe().with(decision -> {
        });
        assertThat(pending.list()).hasSize(1);

        subscription.cancel();

        assertThat(pending.list()).isEmpty();
        assertThat(turn.open()).isZero();
    }

    @Test
    void oneTurnsEndLeavesTheOthersAlone() {
        PendingApprovals pending = new PendingApprovalsImpl(10);
        ApprovalDesk desk = Desks.desk(List.of(pending), LONG, Runnable::run);
        TurnApprovals one = desk.openTurn(Optional.empty());
        TurnApprovals other = desk.openTurn(Optional.empty());
        ApprovalRequest request = Requests.command("ls");
        one.decide(Requests.command("pwd")).subscribe().with(decision -> {
        });
        other.decide(request).subscribe().with(decision -> {
        });

        one.close();

        assertThat(pending.list()).containsExactly(request);
        other.close();
    }

    private static String reply(Expectation kind, Duration timeout, ApprovalPolicy... policies) {
        ApprovalRequest request = RecordedApprovals.request(kind.name());
        try (TurnApprovals turn = Desks.desk(List.of(policies), timeout).openTurn(Optional.empty())) {
            String reply = ApprovalWire.reply(request, turn.decide(request).await().atMost(LONG)).toString();
            assertThat(turn.open()).isZero();
            return reply;
        }
    }

    private static ApprovalDecision decide(TurnApprovals turn) {
        return turn.decide(Requests.command("ls")).await().atMost(LONG);
    }
}
