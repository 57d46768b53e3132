package io.quarkiverse.codex.review;

import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.CommandApproval;
import io.quarkiverse.codex.approval.FileChangeApproval;
import io.quarkiverse.codex.approval.PermissionApproval;

/**
 * Something the agent wants to do and waits with until it is allowed.
 *
 * @param id by which it is answered
 * @param kind what kind of thing it is
 * @param subject the command or the files, where there are any; or {@code null}
 * @param reason why, in the agent's own words; or {@code null}
 */
record PendingApproval(String id, Kind kind, String subject, String reason) {

    enum Kind {
        COMMAND,
        FILE_CHANGE,
        PERMISSIONS,
        OTHER
    }

    static PendingApproval of(ApprovalRequest request) {
        if (request instanceof CommandApproval command) {
            return new PendingApproval(request.id(), Kind.COMMAND, command.command(), command.reason());
        }
        if (request instanceof FileChangeApproval change) {
            return new PendingApproval(request.id(), Kind.FILE_CHANGE, String.join(", ", change.paths()), change.reason());
        }
        if (request instanceof PermissionApproval permission) {
            return new PendingApproval(request.id(), Kind.PERMISSIONS, permission.permissions().toString(),
                    permission.reason());
        }
        return new PendingApproval(request.id(), Kind.OTHER, null, null);
    }
}
