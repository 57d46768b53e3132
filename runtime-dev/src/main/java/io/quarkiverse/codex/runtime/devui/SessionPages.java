package io.quarkiverse.codex.runtime.devui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Answers the page of sessions.
 */
@ApplicationScoped
public class SessionPages {

    private static final int LIMIT = 200;

    private final Instance<CodexSessions> sessions;
    private final PageJson json;

    public SessionPages(@Any Instance<CodexSessions> sessions, ObjectMapper mapper) {
        this.sessions = sessions;
        this.json = new PageJson(mapper);
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("List the sessions of the application, which are conversations with codex found again by a key")
    public Uni<JsonObject> listSessions(
            @JsonRpcDescription("The name of the client, <default> for the default one") String client) {
        return PageJson.answer(() -> {
            CodexSessions found = ClientLookup.find(sessions, client);
            return found.keys().select().first(LIMIT)
                    .onItem().transformToUniAndConcatenate(found::info)
                    .filter(info -> info.isPresent()).map(info -> describe(info.get()))
                    .collect().in(JsonArray::new, JsonArray::add).map(list -> JsonObject.of("sessions", list));
        });
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("Tell what was recorded of a session")
    public Uni<JsonObject> readSession(
            @JsonRpcDescription("The name of the client, <default> for the default one") String client,
            @JsonRpcDescription("The key of the session") String key) {
        return PageJson.answer(() -> ClientLookup.find(sessions, client).transcript(key).map(json::object)
                .collect().in(JsonArray::new, JsonArray::add).map(entries -> JsonObject.of("entries", entries)));
    }

    private static JsonObject describe(SessionInfo session) {
        return JsonObject.of("key", session.key().name(), "thread", session.threadId().orElse(null),
                "open", session.openTurn().isPresent(), "entries", session.entries(),
                "updatedAt", session.updatedAt().toString());
    }
}
