package io.quarkiverse.codex.approval;

import java.time.Duration;

import io.smallrye.mutiny.Uni;

record TimedPolicy(ApprovalPolicy policy, Duration timeout) implements ApprovalPolicy {

    TimedPolicy {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("The time limit of a policy must be positive, not " + timeout);
        }
    }

    @Override
    public Uni<ApprovalDecision> decide(ApprovalRequest request) {
        Uni<ApprovalDecision> asked = Uni.createFrom().deferred(() -> policy.decide(request))
                .runSubscriptionOn(PolicyThreads.WORKERS);
        // The clock starts with the subscription, which an emitter has at once: a policy may block, or wait for a worker.
        return Uni.createFrom().<ApprovalDecision> emitter(emitter -> emitter
                .onTermination(asked.subscribe().with(emitter::complete, emitter::fail)::cancel))
                .ifNoItem().after(timeout).on(PolicyThreads.TIMER).recoverWithItem(ApprovalDecision.decline());
    }
}
