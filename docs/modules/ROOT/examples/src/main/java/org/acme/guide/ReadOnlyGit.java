package org.acme.guide;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.codex.approval.ApprovalConditions;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.smallrye.mutiny.Uni;

/** A policy that permits what is harmless. */
// tag::class[]
@ApplicationScoped
public class ReadOnlyGit implements ApprovalPolicy {

    private final ApprovalPolicy policy = ApprovalPolicy.firstOf(
            ApprovalPolicy.always(ApprovalDecision.accept()).onlyIf(ApprovalConditions.commandMatching("git log --oneline")),
            ApprovalPolicy.always(ApprovalDecision.accept()).onlyIf(ApprovalConditions.commandMatching("git status")));

    @Override
    public Uni<ApprovalDecision> decide(ApprovalRequest request) {
        return policy.decide(request); // <1>
    }
}
// end::class[]
