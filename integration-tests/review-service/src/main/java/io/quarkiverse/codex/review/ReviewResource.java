package io.quarkiverse.codex.review;

import java.net.URI;
import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.PendingApprovals;
import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Reviews over HTTP.
 */
@Path("/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ReviewResource {

    private final Reviews reviews;
    private final Sources sources;
    private final PendingApprovals approvals;

    ReviewResource(Reviews reviews, Sources sources, PendingApprovals approvals) {
        this.reviews = reviews;
        this.sources = sources;
        this.approvals = approvals;
    }

    @POST
    public RestResponse<Object> start(ReviewRequest request) {
        if (request == null || request.question() == null || request.question().isBlank()) {
            throw new RefusedException("There is no question: say what to look for");
        }
        return reviews.start(sources.parse(request.source()), request.question())
                .map(review -> RestResponse.ResponseBuilder.<Object> created(URI.create("/reviews/" + review.id()))
                        .entity(review.view()).build())
                .orElseGet(() -> RestResponse.ResponseBuilder.<Object> create(RestResponse.Status.TOO_MANY_REQUESTS)
                        .entity(new Problem("Too many reviews run: try again when one of them is over")).build());
    }

    @GET
    public List<ReviewView> list() {
        return reviews.all().stream().map(Review::view).toList();
    }

    @GET
    @Path("{id}")
    public ReviewView show(String id) {
        return review(id).view();
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> cancel(String id) {
        return review(id).cancel();
    }

    /**
     * What happens, and what has happened after the event that the caller has seen last. In the end, what came of it, under a
     * name
     * of its own: a browser that is not told so would connect again.
     */
    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<OutboundSseEvent> events(String id, @RestHeader("Last-Event-ID") String lastEventId, @Context Sse sse) {
        Review review = review(id);
        Multi<OutboundSseEvent> events = review.eventsAfter(number(lastEventId)).map(logged -> sse.newEventBuilder()
                .id(Long.toString(logged.id()))
                .data(TurnEvent.class, logged.event()).build());
        Multi<OutboundSseEvent> end = Multi.createFrom().item(() -> sse.newEventBuilder()
                .name("end")
                .data(ReviewView.class, review.view()).build());
        return Multi.createBy().concatenating().streams(events, end);
    }

    private static long number(String lastEventId) {
        try {
            return lastEventId == null || lastEventId.isBlank() ? 0 : Long.parseLong(lastEventId);
        } catch (NumberFormatException e) {
            throw new RefusedException("Last-Event-ID is no number: give back what the service has given");
        }
    }

    @GET
    @Path("{id}/approvals")
    public List<PendingApproval> approvals(String id) {
        return pending(id).stream().map(PendingApproval::of).toList();
    }

    @POST
    @Path("{id}/approvals/{approval}")
    public void answer(String id, String approval, Decision decision) {
        boolean approve = decision != null && decision.approve();
        boolean waiting = pending(id).stream().anyMatch(request -> request.id().equals(approval))
                && (approve ? approvals.approve(approval) : approvals.decline(approval));
        if (!waiting) {
            throw new NotFoundException();
        }
    }

    private List<ApprovalRequest> pending(String id) {
        Review review = review(id);
        return approvals.list().stream().filter(request -> review.isOf(request.threadId())).toList();
    }

    private Review review(String id) {
        return reviews.find(id).orElseThrow(NotFoundException::new);
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(RefusedException refusal) {
        return RestResponse.status(RestResponse.Status.BAD_REQUEST, new Problem(refusal.getMessage()));
    }
}
