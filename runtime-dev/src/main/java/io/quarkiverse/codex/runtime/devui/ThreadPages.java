package io.quarkiverse.codex.runtime.devui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.management.PastTurn;
import io.quarkiverse.codex.management.ThreadInfo;
import io.quarkiverse.codex.management.ThreadQuery;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Answers the page of threads.
 */
@ApplicationScoped
public class ThreadPages {

    private static final int PAGE = 50;

    private final Instance<CodexClient> clients;
    private final PageJson json;

    public ThreadPages(@Any Instance<CodexClient> clients, ObjectMapper mapper) {
        this.clients = clients;
        this.json = new PageJson(mapper);
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("List the last threads that codex has kept, the newest first")
    public Uni<JsonObject> listThreads(
            @JsonRpcDescription("The name of the client, <default> for the default one") String client) {
        return PageJson.answer(() -> ClientLookup.find(clients, client).threads().page(ThreadQuery.ALL.pagesOf(PAGE), null)
                .map(page -> {
                    JsonArray list = new JsonArray();
                    page.threads().forEach(thread -> list.add(describe(thread)));
                    return JsonObject.of("threads", list, "more", page.nextCursor() != null);
                }));
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("Tell what was said and done in a thread, turn by turn")
    public Uni<JsonObject> readThread(
            @JsonRpcDescription("The name of the client, <default> for the default one") String client,
            @JsonRpcDescription("The id of the thread") String thread) {
        return PageJson.answer(() -> ClientLookup.find(clients, client).threads().read(thread).map(history -> {
            JsonArray turns = new JsonArray();
            history.turns().forEach(turn -> turns.add(describe(turn)));
            return describe(history.thread()).put("turns", turns);
        }));
    }

    private static JsonObject describe(ThreadInfo thread) {
        return JsonObject.of("id", thread.id(), "name", thread.name(), "preview", thread.preview(), "model", thread.model(),
                "status", thread.status(), "directory", thread.cwd())
                .put("updatedAt", thread.updatedAt() == null ? null : thread.updatedAt().toString());
    }

    private JsonObject describe(PastTurn turn) {
        JsonArray items = new JsonArray();
        turn.items().forEach(item -> items.add(json.object(item)));
        return JsonObject.of("id", turn.id(), "status", turn.status(), "items", items,
                "problem", turn.error() == null ? null : turn.error().message());
    }
}
