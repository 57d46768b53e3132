package io.quarkiverse.codex.runtime.observe;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.CommandApproval;
import io.quarkiverse.codex.approval.ElicitationApproval;
import io.quarkiverse.codex.approval.FileChangeApproval;
import io.quarkiverse.codex.approval.PermissionApproval;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.smallrye.mutiny.Uni;

/**
 * Measures how long codex waits for decisions, and counts what it was told. Thread-safe.
 */
final class MeteredApprovals implements ApprovalDecider {

    private final ApprovalDecider approvals;
    private final ClientMeters meters;
    private final Map<String, Long> begins = new ConcurrentHashMap<>();

    MeteredApprovals(ApprovalDecider approvals, ClientMeters meters) {
        this.approvals = approvals;
        this.meters = meters;
    }

    @Override
    public Uni<ApprovalDecision> decide(ApprovalRequest request) {
        return Uni.createFrom().deferred(() -> {
            begins.put(request.id(), System.nanoTime());
            return approvals.decide(request);
        });
    }

    @Override
    public void told(ApprovalRequest request, String answer) {
        Long begin = begins.remove(request.id());
        if (begin != null) {
            meters.approval(kind(request), answer, Duration.ofNanos(System.nanoTime() - begin));
        }
        approvals.told(request, answer);
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

    @Override
    public void close() {
        approvals.close();
    }
}
