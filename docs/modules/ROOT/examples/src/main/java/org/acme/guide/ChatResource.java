package org.acme.guide;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInfo;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Sessions over REST. */
@Path("/")
public class ChatResource {

    // tag::ask[]
    @Inject
    CodexSessions sessions;

    @POST
    @Path("/chats/{id}")
    public Uni<String> ask(String id, String question) {
        return sessions.thread("chat-" + id).run(question).map(TurnResult::finalResponse);
    }
    // end::ask[]

    void recorded() {
        // tag::recorded[]
        Multi<SessionEntry> transcript = sessions.transcript("chat-42");
        Multi<String> keys = sessions.keys();
        Uni<Optional<SessionInfo>> info = sessions.info("chat-42"); // thread, moments, number of entries, attributes
        Uni<Boolean> noted = sessions.describe("chat-42", Map.of("title", "Invoices"));
        Uni<Boolean> cleared = sessions.clear("chat-42"); // the next turn begins anew
        // end::recorded[]
        Logger.getLogger(ChatResource.class).debugf("%s %s %s", List.of(transcript, keys), List.of(info, noted), cleared);
    }
}
