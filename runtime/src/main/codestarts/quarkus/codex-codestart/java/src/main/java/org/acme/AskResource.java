package org.acme;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;
import io.smallrye.mutiny.Uni;

@Path("/ask")
public class AskResource {

    @Inject
    CodexClient codex;

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public Uni<String> ask(@RestQuery String question) {
        return codex.startThread().run(question).map(TurnResult::finalResponse);
    }
}
