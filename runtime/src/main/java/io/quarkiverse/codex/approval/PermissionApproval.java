package io.quarkiverse.codex.approval;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/**
 * The model asks for permissions beyond the sandbox, for the commands of this turn or session. Only with codex' feature
 * {@code request_permissions_tool}.
 * <p>
 * {@link ApprovalDecision#accept()} grants all of it until the turn ends, {@link ApprovalDecision#acceptForSession()} as long
 * as
 * codex has the thread loaded, {@link ApprovalDecision#acceptPermissions(JsonNode)} a part of it.
 *
 * @param origin see {@link ApprovalRequest#origin()}
 * @param permissions what is asked for, in codex' own form: {@code network.enabled}, and {@code fileSystem.entries} with a
 *        {@code path} and an {@code access} each; never {@code null}
 * @param cwd the directory that relative paths start from, on codex' machine; or {@code null}
 * @param reason why it is asked, in the model's own words; or {@code null}
 */
public record PermissionApproval(Origin origin, JsonNode permissions, String cwd, String reason) implements ApprovalRequest {

    public PermissionApproval {
        Objects.requireNonNull(origin, "origin");
        permissions = permissions == null ? NullNode.getInstance() : permissions;
    }

    /**
     * Returns whether access to the network is asked for.
     *
     * @return {@code true} if so
     */
    public boolean network() {
        return permissions.path("network").path("enabled").asBoolean();
    }

    @Override
    public String toString() {
        return "PermissionApproval" + origin;
    }
}
