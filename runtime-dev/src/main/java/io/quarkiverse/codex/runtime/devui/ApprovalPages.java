package io.quarkiverse.codex.runtime.devui;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.CommandApproval;
import io.quarkiverse.codex.approval.ElicitationApproval;
import io.quarkiverse.codex.approval.FileChangeApproval;
import io.quarkiverse.codex.approval.PendingApprovals;
import io.quarkiverse.codex.approval.PermissionApproval;
import io.quarkiverse.codex.approval.QuestionApproval;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Multi;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Answers the page of approvals.
 */
@ApplicationScoped
public class ApprovalPages {

    private final PendingApprovals pending;

    public ApprovalPages(PendingApprovals pending) {
        this.pending = pending;
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("List what codex wants to do and waits with until a person has approved it. Only a person can, in the"
            + " Dev UI")
    public JsonObject listApprovals() {
        JsonArray list = new JsonArray();
        pending.list().forEach(request -> list.add(describe(request)));
        return JsonObject.of("approvals", list);
    }

    /** Each time all of them: whoever falls behind needs the last state only. */
    public Multi<JsonObject> streamApprovals() {
        return pending.changes().onOverflow().dropPreviousItems().map(change -> listApprovals());
    }

    public JsonObject approve(String id) {
        return JsonObject.of("answered", pending.approve(id));
    }

    public JsonObject decline(String id) {
        return JsonObject.of("answered", pending.decline(id));
    }

    private static JsonObject describe(ApprovalRequest request) {
        JsonObject description = JsonObject.of("id", request.id(), "client", request.clientName(),
                "thread", request.threadId(), "item", request.itemId());
        if (request instanceof CommandApproval command) {
            return description.put("kind", "Command").put("what", command.command()).put("where", command.cwd())
                    .put("why", command.reason());
        } else if (request instanceof FileChangeApproval change) {
            return description.put("kind", "File change").put("why", change.reason()).put("where", change.grantRoot())
                    .put("what", change.paths() == null ? null : String.join("\n", change.paths()));
        } else if (request instanceof PermissionApproval permission) {
            return description.put("kind", "Permission").put("what", permission.permissions().toPrettyString())
                    .put("where", permission.cwd()).put("why", permission.reason());
        } else if (request instanceof ElicitationApproval elicitation) {
            // Not its address, which can hold secrets.
            return description.put("kind", "MCP server " + elicitation.serverName()).put("what", elicitation.message());
        }
        return description.put("kind", "Question").put("what", questions((QuestionApproval) request));
    }

    private static String questions(QuestionApproval request) {
        return String.join("\n", request.questions().stream().map(QuestionApproval.Question::question).toList());
    }
}
