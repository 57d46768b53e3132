package io.quarkiverse.codex.runtime.observe;

import java.time.Duration;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.CommandApproval;
import io.quarkiverse.codex.approval.ElicitationApproval;
import io.quarkiverse.codex.approval.FileChangeApproval;
import io.quarkiverse.codex.approval.PermissionApproval;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.smallrye.mutiny.Uni;

/**
 * Measures how long codex waits for decisions. Thread-safe.
 */
final class MeteredApprovals implements ApprovalDecider {

    private final ApprovalDecider approvals;
    private final ClientMeters meters;

    MeteredApprovals(ApprovalDecider approvals, ClientMeters meters) {
        this.approvals = approvals;
        this.meters = meters;
    }

    @Override
    public Uni<ApprovalDecision> decide(ApprovalRequest request) {
        return Uni.createFrom().deferred(() -> {
            long begin = System.nanoTime();
            return approvals.decide(request).invoke(decision -> end(request, decision(decision), begin))
                    .onCancellation().invoke(() -> end(request, "withdrawn", begin));
        });
    }

    private void end(ApprovalRequest request, String decision, long begin) {
        meters.approval(kind(request), decision, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static String kind(ApprovalRequest request) {
        if (request instanceof CommandApproval) {
            return "command_execution";
        }
        if (request instanceof FileChangeApproval) {
            return "file_change";
        }
        if (request instanceof PermissionApproval) {
            return "permissions";
        }
        return request instanceof ElicitationApproval ? "elicitation" : "user_input";
    }

    private static String decision(ApprovalDecision decision) {
        if (decision.accepts()) {
            return "accept";
        }
        return decision.equals(ApprovalDecision.cancel()) ? "cancel" : "decline";
    }

    @Override
    public void close() {
        approvals.close();
    }
}
