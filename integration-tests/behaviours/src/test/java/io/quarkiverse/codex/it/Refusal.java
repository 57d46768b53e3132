package io.quarkiverse.codex.it;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.smallrye.mutiny.Uni;

/** How a policy says something that is not yes. */
enum Refusal {
    DECLINES(request -> Uni.createFrom().item(ApprovalDecision.decline())),
    ABSTAINS(request -> Uni.createFrom().item(ApprovalDecision.abstain())),
    FAILS(request -> Uni.createFrom().failure(new IllegalStateException("No idea"))),
    THROWS(request -> {
        throw new IllegalStateException("No idea");
    }),
    GIVES_NULL(request -> null),
    GIVES_NO_ANSWER(request -> Uni.createFrom().nullItem()),
    NEVER_ANSWERS(request -> Uni.createFrom().nothing());

    private final ApprovalPolicy policy;

    Refusal(ApprovalPolicy policy) {
        this.policy = policy;
    }

    ApprovalPolicy policy() {
        return policy;
    }
}
