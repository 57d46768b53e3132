package org.acme.guide;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

// tag::class[]
@Path("/turn")
public class TurnResource {

    @Inject
    CodexClient codex;

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<TurnEvent> events(@RestQuery String question) {
        return codex.startThread().runStreamed(question);
    }

    @GET
    @Path("result")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<TurnResult> result(@RestQuery String question) {
        return codex.startThread().run(question);
    }
}
// end::class[]
