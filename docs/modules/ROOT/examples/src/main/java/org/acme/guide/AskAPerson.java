package org.acme.guide;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.PendingApprovals;
import io.smallrye.mutiny.Uni;

/** A policy that leaves the decision to a person. */
// tag::class[]
@ApplicationScoped
@Priority(1)
public class AskAPerson implements ApprovalPolicy {

    @Inject
    PendingApprovals pending;

    @Override
    public Uni<ApprovalDecision> decide(ApprovalRequest request) {
        return pending.decide(request); // <1>
    }
}
// end::class[]
