package io.quarkiverse.codex.approval;

import static io.quarkiverse.codex.approval.ApprovalDecision.abstain;
import static io.quarkiverse.codex.approval.ApprovalDecision.accept;
import static io.quarkiverse.codex.approval.ApprovalDecision.acceptForSession;
import static io.quarkiverse.codex.approval.ApprovalDecision.acceptPermissions;
import static io.quarkiverse.codex.approval.ApprovalDecision.answer;
import static io.quarkiverse.codex.approval.ApprovalDecision.cancel;
import static io.quarkiverse.codex.approval.ApprovalDecision.decline;
import static io.quarkiverse.codex.approval.ApprovalDecision.networkRule;
import static io.quarkiverse.codex.approval.ApprovalPolicy.allOf;
import static io.quarkiverse.codex.approval.ApprovalPolicy.always;
import static io.quarkiverse.codex.approval.ApprovalPolicy.anyOf;
import static io.quarkiverse.codex.approval.ApprovalPolicy.firstOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.approval.CommandApproval.NetworkRule;
import io.smallrye.mutiny.Uni;

class ApprovalPolicyTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ApprovalPolicy YES = always(accept());
    private static final ApprovalPolicy NO = always(decline());
    private static final ApprovalPolicy STOP = always(cancel());
    private static final ApprovalPolicy ABSTAINS = always(abstain());
    private static final ApprovalPolicy THROWS = request -> {
        throw new IllegalStateException("broken");
    };
    private static final ApprovalPolicy GIVES_NULL = request -> Uni.createFrom().nullItem();
    private static final ApprovalPolicy NEVER_ASKED = request -> {
        throw new AssertionError("Nobody should have asked");
    };

    @Test
    void theFirstThatDecidesDecides() {
        assertThat(decide(firstOf(YES, NEVER_ASKED))).isEqualTo(accept());
        assertThat(decide(firstOf(ABSTAINS, NO, NEVER_ASKED))).isEqualTo(decline());
        assertThat(decide(firstOf(ABSTAINS, ABSTAINS))).isEqualTo(abstain());
        assertThat(decide(firstOf())).isEqualTo(abstain());
        assertThat(decide(firstOf(List.of(ABSTAINS, STOP)))).isEqualTo(cancel());
    }

    @Test
    void allMustAccept() {
        assertThat(decide(allOf(YES, YES))).isEqualTo(accept());
        assertThat(decide(allOf(YES, ABSTAINS))).isEqualTo(abstain());
        assertThat(decide(allOf(ABSTAINS, YES))).isEqualTo(abstain());
        assertThat(decide(allOf(ABSTAINS, NO))).isEqualTo(decline());
        assertThat(decide(allOf(YES, STOP, NEVER_ASKED))).isEqualTo(cancel());
        assertThat(decide(allOf())).isEqualTo(abstain());
        assertThat(decide(allOf(always(acceptForSession()), always(acceptForSession())))).isEqualTo(acceptForSession());
        assertThat(decide(allOf(always(acceptForSession()), YES))).isEqualTo(accept());
        assertThat(decide(allOf(YES, always(acceptForSession())))).isEqualTo(accept());
    }

    @Test
    void togetherTheyPermitNoMoreThanEach() {
        ApprovalPolicy part = always(acceptPermissions(JsonNodeFactory.instance.objectNode().put("a", 1)));
        ApprovalPolicy other = always(acceptPermissions(JsonNodeFactory.instance.objectNode().put("b", 1)));
        ApprovalPolicy answer = always(answer("q", "yes"));
        ApprovalPolicy rule = always(networkRule(new NetworkRule("example.com", "allow")));

        assertThat(decide(allOf(part, YES))).isEqualTo(decide(part));
        assertThat(decide(allOf(always(acceptForSession()), part))).isEqualTo(decide(part));
        assertThat(decide(allOf(YES, answer))).isEqualTo(decide(answer));
        assertThat(decide(allOf(part, other))).isEqualTo(decline());
        assertThat(decide(allOf(part, other, YES))).isEqualTo(decline());
        assertThat(decide(allOf(part, answer, part))).isEqualTo(decline());
        assertThat(decide(allOf(rule, YES))).isEqualTo(accept());
    }

    @Test
    void anyMayAccept() {
        assertThat(decide(anyOf(NO, always(acceptForSession()), NEVER_ASKED))).isEqualTo(acceptForSession());
        assertThat(decide(anyOf(NO, ABSTAINS))).isEqualTo(decline());
        assertThat(decide(anyOf(ABSTAINS, NO))).isEqualTo(decline());
        assertThat(decide(anyOf(STOP, NO))).isEqualTo(cancel());
        assertThat(decide(anyOf(NO, STOP))).isEqualTo(cancel());
        assertThat(decide(anyOf(ABSTAINS, ABSTAINS))).isEqualTo(abstain());
        assertThat(decide(anyOf())).isEqualTo(abstain());
    }

    @Test
    void aBrokenPolicyIsNoAbstention() {
        for (ApprovalPolicy broken : List.of(THROWS, GIVES_NULL, request -> null,
                request -> Uni.createFrom().failure(new IllegalStateException("broken")))) {
            assertThatThrownBy(() -> decide(firstOf(broken, YES))).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> decide(firstOf(ABSTAINS, broken, YES))).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> decide(allOf(broken, YES))).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> decide(anyOf(broken, YES))).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void conditionsMakeAPolicyAbstain() {
        assertThat(decide(YES.onlyIf(request -> true))).isEqualTo(accept());
        assertThat(decide(NEVER_ASKED.onlyIf(request -> false))).isEqualTo(abstain());
        assertThat(decide(YES.onlyFor(CommandApproval.class))).isEqualTo(accept());
        assertThat(decide(NEVER_ASKED.onlyFor(FileChangeApproval.class))).isEqualTo(abstain());
    }

    @Test
    void laterPoliciesMayBlock() {
        AtomicReference<Thread> asked = new AtomicReference<>();
        ApprovalPolicy second = request -> {
            asked.set(Thread.currentThread());
            return Uni.createFrom().item(accept());
        };

        assertThat(decide(firstOf(ABSTAINS, second))).isEqualTo(accept());
        assertThat(asked.get()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void aPolicyInTimeIsHeard() {
        assertThat(decide(YES.withTimeout(LONG))).isEqualTo(accept());
        assertThat(decide(ABSTAINS.withTimeout(LONG))).isEqualTo(abstain());
        assertThatThrownBy(() -> decide(THROWS.withTimeout(LONG))).hasMessage("broken");
    }

    @Test
    void aPolicyThatIsTooLateIsCancelled() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        ApprovalPolicy silent = request -> Uni.createFrom().<ApprovalDecision> nothing().onCancellation()
                .invoke(cancelled::countDown);

        assertThat(decide(silent.withTimeout(Duration.ofMillis(20)))).isEqualTo(decline());
        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aPolicyThatBlocksIsTooLateToo() {
        CountDownLatch release = new CountDownLatch(1);
        ApprovalPolicy blocking = request -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Uni.createFrom().item(accept());
        };
        try {
            assertThat(decide(blocking.withTimeout(Duration.ofMillis(20)))).isEqualTo(decline());
        } finally {
            release.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT0S", "PT-1S" })
    void refusesTimeLimitsThatAreNone(Duration timeout) {
        assertThatThrownBy(() -> YES.withTimeout(timeout)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void plainAcceptancesAccept(ApprovalDecision.Accept decision) {
        assertThat(decision.accepts()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void refusalsDoNotAccept(ApprovalDecision.Refusal decision) {
        assertThat(decision.accepts()).isFalse();
        assertThat(abstain().accepts()).isFalse();
    }

    @Test
    void nobodyPrintsSecrets() {
        for (ApprovalRequest request : Requests.ofEveryKind()) {
            assertThat(request.toString()).doesNotContain("s3cret").contains(request.id(), "thread-1", "turn-1", "item-1");
        }
        assertThat(Requests.question().questions().toString()).doesNotContain("s3cret");
        assertThat(ApprovalDecision.answer("q", "s3cret").toString()).doesNotContain("s3cret");
        assertThat(ApprovalDecision.acceptWithContent(JsonNodeFactory.instance.textNode("s3cret")).toString())
                .doesNotContain("s3cret");
    }

    private static ApprovalDecision decide(ApprovalPolicy policy) {
        return policy.decide(Requests.command("ls")).await().atMost(LONG);
    }
}
