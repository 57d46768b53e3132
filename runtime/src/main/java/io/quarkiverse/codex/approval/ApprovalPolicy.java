package io.quarkiverse.codex.approval;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import io.smallrye.mutiny.Uni;

/**
 * Decides what codex may do when it asks, and {@code quarkus.codex.approval-policy} says when it does. A CDI bean of this type
 * answers for the default client, one with
 * {@code @CodexClientName} for the client of that name; of several, the one with the highest
 * {@code @Priority} is asked first, and the next if it {@linkplain ApprovalDecision#abstain() abstains}. A thread can have its
 * own policy, which then is the only one.
 * <p>
 * Without a policy, if all abstain, if one fails or answers {@code null}, or if it takes too long, codex is told no.
 * <p>
 * Policies combine: {@code firstOf(always(accept()).onlyIf(command("git", "status")), pendingApprovals)}.
 */
@FunctionalInterface
public interface ApprovalPolicy {

    /**
     * Decides a request.
     * <p>
     * Called on a worker thread, so it may block; at the same time for several requests, so it must be thread-safe. The
     * {@code Uni} may give its item at any time and on any thread, and is cancelled when the turn ends first.
     *
     * @param request what codex asks, never {@code null}
     * @return the decision, never {@code null}; {@link ApprovalDecision#abstain()} leaves it to the next policy. A failure, a
     *         {@code null} item and an exception mean no, and no other policy is asked
     */
    Uni<ApprovalDecision> decide(ApprovalRequest request);

    /**
     * Returns a policy that decides everything alike.
     *
     * @param decision the decision
     * @return the policy, never {@code null}
     */
    static ApprovalPolicy always(ApprovalDecision decision) {
        Objects.requireNonNull(decision, "decision");
        return request -> Uni.createFrom().item(decision);
    }

    /**
     * Returns a policy that asks others in turn until one does not abstain, and abstains if all do.
     *
     * @param policies the policies
     * @return the policy, never {@code null}
     */
    static ApprovalPolicy firstOf(ApprovalPolicy... policies) {
        return firstOf(List.of(policies));
    }

    /**
     * Returns a policy that asks others in turn until one does not abstain, and abstains if all do.
     *
     * @param policies the policies
     * @return the policy, never {@code null}
     */
    static ApprovalPolicy firstOf(List<? extends ApprovalPolicy> policies) {
        return new CombinedPolicy(policies, CombinedPolicy.Rule.FIRST);
    }

    /**
     * Returns a policy that accepts if all others do. One that declines or cancels ends it; otherwise one that abstains makes
     * it abstain. If they accept in different ways, the result permits no more than each of them: once instead of for the
     * session, a
     * part of the permissions, an answer's data instead of a plain yes; two different parts or answers decline.
     *
     * @param policies the policies, asked in turn
     * @return the policy, never {@code null}; it abstains if there are none
     */
    static ApprovalPolicy allOf(ApprovalPolicy... policies) {
        return new CombinedPolicy(List.of(policies), CombinedPolicy.Rule.ALL);
    }

    /**
     * Returns a policy that accepts as the first of the others does that accepts. If none does, it cancels if one did, else
     * declines if one did, else abstains.
     *
     * @param policies the policies, asked in turn
     * @return the policy, never {@code null}
     */
    static ApprovalPolicy anyOf(ApprovalPolicy... policies) {
        return new CombinedPolicy(List.of(policies), CombinedPolicy.Rule.ANY);
    }

    /**
     * Returns a policy that decides as this one where a condition holds, and else abstains.
     *
     * @param condition the condition, for example one of {@link ApprovalConditions}
     * @return the policy, never {@code null}
     */
    default ApprovalPolicy onlyIf(Predicate<? super ApprovalRequest> condition) {
        Objects.requireNonNull(condition, "condition");
        return request -> condition.test(request) ? decide(request) : Uni.createFrom().item(ApprovalDecision.abstain());
    }

    /**
     * Returns a policy that decides as this one on one kind of requests, and else abstains.
     *
     * @param kind the kind, for example {@link CommandApproval}
     * @return the policy, never {@code null}
     */
    default ApprovalPolicy onlyFor(Class<? extends ApprovalRequest> kind) {
        return onlyIf(kind::isInstance);
    }

    /**
     * Returns a policy that declines what this one has not decided in time. This one is then cancelled, which does not
     * interrupt a thread it blocks.
     *
     * @param timeout how long it may take, more than zero
     * @return the policy, never {@code null}
     * @throws IllegalArgumentException when the time is not positive
     */
    default ApprovalPolicy withTimeout(Duration timeout) {
        return new TimedPolicy(this, timeout);
    }
}
