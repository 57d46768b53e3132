package org.acme.guide;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.CommandApproval;
import io.quarkiverse.codex.approval.FileChangeApproval;
import io.quarkiverse.codex.approval.PendingApprovals;

/** Approvals over REST. */
// tag::class[]
@Path("/approvals")
public class ApprovalsResource {

    public record Waiting(String id, String what) {
    }

    @Inject
    PendingApprovals pending;

    @GET
    public List<Waiting> waiting() {
        return pending.list().stream().map(request -> new Waiting(request.id(), describe(request))).toList();
    }

    @POST
    @Path("/{id}/approve")
    public void approve(String id) {
        if (!pending.approve(id)) { // <1>
            throw new NotFoundException();
        }
    }

    @POST
    @Path("/{id}/decline")
    public void decline(String id) {
        if (!pending.decline(id)) {
            throw new NotFoundException();
        }
    }

    private static String describe(ApprovalRequest request) {
        if (request instanceof CommandApproval command) {
            return command.command();
        }
        if (request instanceof FileChangeApproval change && change.paths() != null) {
            return "change " + String.join(", ", change.paths());
        }
        return request.method();
    }
}
// end::class[]
