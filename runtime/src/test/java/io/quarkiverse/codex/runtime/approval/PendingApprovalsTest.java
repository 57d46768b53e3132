package io.quarkiverse.codex.runtime.approval;

import static io.quarkiverse.codex.approval.ApprovalDecision.accept;
import static io.quarkiverse.codex.approval.ApprovalDecision.answer;
import static io.quarkiverse.codex.approval.ApprovalDecision.cancel;
import static io.quarkiverse.codex.approval.ApprovalDecision.decline;
import static io.quarkiverse.codex.approval.PendingApprovals.Change.Kind.ADDED;
import static io.quarkiverse.codex.approval.PendingApprovals.Change.Kind.ANSWERED;
import static io.quarkiverse.codex.approval.PendingApprovals.Change.Kind.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.PendingApprovals;
import io.quarkiverse.codex.approval.PendingApprovals.Change;
import io.quarkiverse.codex.approval.Requests;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.BackPressureFailure;

class PendingApprovalsTest {

    private final PendingApprovalsImpl pending = new PendingApprovalsImpl(3, Runnable::run);
    private final ApprovalRequest request = Requests.command("ls");

    @Test
    void answersAsThePersonDoes() {
        for (ApprovalDecision decision : List.of(accept(), decline(), cancel(), answer("q", "a"))) {
            UniAssertSubscriber<ApprovalDecision> asked = ask(request);
            asked.assertNotTerminated();

            assertThat(pending.answer(request.id(), decision)).isTrue();

            asked.assertCompleted().assertItem(decision);
            assertThat(pending.list()).isEmpty();
        }
        assertThat(pending.approve(request.id())).isFalse();
        assertThat(pending.decline("unknown")).isFalse();
        assertThatThrownBy(() -> pending.answer(request.id(), null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void listsTheOldestFirst() {
        List<ApprovalRequest> requests = List.of(Requests.files("/a"), request, Requests.question());
        requests.forEach(this::ask);

        assertThat(pending.list()).containsExactlyElementsOf(requests);
        assertThatThrownBy(() -> pending.list().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void declinesBeyondTheLimit() {
        ask(Requests.command("a"));
        ask(Requests.command("b"));
        UniAssertSubscriber<ApprovalDecision> last = ask(request);

        ask(Requests.command("c")).assertCompleted().assertItem(decline());
        last.assertNotTerminated();
        assertThat(pending.list()).hasSize(3);

        pending.approve(request.id());
        ask(Requests.command("d")).assertNotTerminated();
    }

    @Test
    void declinesWhatWaitsAlready() {
        UniAssertSubscriber<ApprovalDecision> asked = ask(request);

        ask(request).assertCompleted().assertItem(decline());
        asked.assertNotTerminated();
        assertThat(pending.list()).containsExactly(request);
    }

    @Test
    void tellsWhatHappens() {
        AssertSubscriber<Change> changes = pending.changes().subscribe().withSubscriber(AssertSubscriber.create(100));
        ApprovalRequest other = Requests.question();
        ask(request);
        ask(other).cancel();
        pending.approve(request.id());

        assertThat(changes.getItems()).containsExactly(new Change(ADDED, request), new Change(ADDED, other),
                new Change(WITHDRAWN, other), new Change(ANSWERED, request));
        changes.assertNotTerminated();
        assertThat(pending.list()).isEmpty();
    }

    @Test
    void aSubscriberMayAnswerAtOnce() {
        List<Change> seen = new ArrayList<>();
        pending.changes().subscribe().with(change -> {
            seen.add(change);
            if (change.kind() == ADDED) {
                pending.approve(change.request().id());
            }
        });

        ask(request).assertCompleted().assertItem(accept());
        assertThat(seen).containsExactly(new Change(ADDED, request), new Change(ANSWERED, request));
    }

    @Test
    void aSubscriberThatDoesNotReadFailsAlone() {
        AssertSubscriber<Change> slow = pending.changes().subscribe().withSubscriber(AssertSubscriber.create(0));
        AssertSubscriber<Change> quick = pending.changes().subscribe().withSubscriber(AssertSubscriber.create(10_000));
        for (int i = 0; i < 1000; i++) {
            ask(request);
            pending.approve(request.id());
        }

        slow.assertFailedWith(BackPressureFailure.class);
        quick.assertNotTerminated();
        assertThat(quick.getItems()).hasSize(2000);
    }

    @Test
    void aSubscriberThatBlocksHoldsUpNobody() throws Exception {
        PendingApprovals blocked = new PendingApprovalsImpl(10);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Change> heard = new CompletableFuture<>();
        try {
            blocked.changes().subscribe().with(change -> {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            blocked.changes().subscribe().with(heard::complete);

            CompletableFuture.runAsync(() -> blocked.decide(request).subscribeAsCompletionStage()).get(20, TimeUnit.SECONDS);

            assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(new Change(ADDED, request));
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void oneOfManyAnswersCounts() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(4);
        AssertSubscriber<Change> changes = pending.changes().subscribe().withSubscriber(AssertSubscriber.create(10_000));
        try {
            for (int round = 0; round < 200; round++) {
                ApprovalRequest contested = Requests.command("ls");
                UniAssertSubscriber<ApprovalDecision> asked = ask(contested);
                CyclicBarrier start = new CyclicBarrier(4);
                List<Callable<Boolean>> answers = new ArrayList<>();
                for (int person = 0; person < 4; person++) {
                    answers.add(() -> {
                        start.await();
                        return pending.approve(contested.id());
                    });
                }
                int heard = 0;
                for (Future<Boolean> answer : people.invokeAll(answers)) {
                    heard += answer.get(20, TimeUnit.SECONDS) ? 1 : 0;
                }
                assertThat(heard).isEqualTo(1);
                asked.assertCompleted();
            }
        } finally {
            people.shutdownNow();
        }
        assertThat(changes.getItems()).hasSize(400);
        assertThat(pending.list()).isEmpty();
    }

    private UniAssertSubscriber<ApprovalDecision> ask(ApprovalRequest request) {
        return pending.decide(request).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
