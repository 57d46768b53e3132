package io.quarkiverse.codex.runtime.approval;

import java.lang.annotation.Annotation;
import java.util.List;

import jakarta.enterprise.inject.Default;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InstanceHandle;

/**
 * Finds the policies that are CDI beans.
 */
public final class ApprovalPolicies {

    private ApprovalPolicies() {
    }

    /**
     * Finds a client's policies. They must be unremovable beans, and {@link PendingApprovalsImpl} a bean of its own type and
     * {@code PendingApprovals} only ({@code @Typed}): by being there it must not become everybody's policy.
     *
     * @param container where to look
     * @param clientName the client's name
     * @return the policies, by descending {@code @Priority}; never {@code null}
     */
    public static List<ApprovalPolicy> ofClient(ArcContainer container, String clientName) {
        Annotation qualifier = CodexClient.DEFAULT_NAME.equals(clientName) ? Default.Literal.INSTANCE
                : CodexClientName.Literal.of(clientName);
        return container.listAll(ApprovalPolicy.class, qualifier).stream().map(InstanceHandle::get).toList();
    }
}
