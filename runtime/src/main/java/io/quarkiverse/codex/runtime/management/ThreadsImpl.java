package io.quarkiverse.codex.runtime.management;

import java.util.function.BiFunction;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexThreads;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.management.ThreadHistory;
import io.quarkiverse.codex.management.ThreadInfo;
import io.quarkiverse.codex.management.ThreadPage;
import io.quarkiverse.codex.management.ThreadQuery;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The threads of a client.
 */
public final class ThreadsImpl implements CodexThreads {

    private static final String FEATURE = "threads";

    private final RpcAccess access;
    private final BiFunction<String, ThreadOptions, Uni<CodexThread>> fork;
    private final Function<String, Uni<TurnResult>> compact;

    /**
     * @param fork copies a thread
     * @param compact runs the turn that compacts a thread
     */
    public ThreadsImpl(RpcAccess access, BiFunction<String, ThreadOptions, Uni<CodexThread>> fork,
            Function<String, Uni<TurnResult>> compact) {
        this.access = access;
        this.fork = fork;
        this.compact = compact;
    }

    @Override
    public Multi<ThreadInfo> list(ThreadQuery query) {
        return Multi.createBy().repeating().uni(Cursor::new, cursor -> page(query, cursor.next).invoke(cursor::turn))
                .whilst(page -> page.nextCursor() != null)
                .onItem().transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page.threads()));
    }

    @Override
    public Uni<ThreadPage> page(ThreadQuery query, String cursor) {
        return access.request(FEATURE, "thread/list", params(query, cursor)).map(ThreadReader::page);
    }

    private static ObjectNode params(ThreadQuery query, String cursor) {
        ObjectNode params = Json.object().put("archived", query.archived());
        if (query.cwd() != null) {
            params.put("cwd", query.cwd().toString());
        }
        if (query.searchTerm() != null) {
            params.put("searchTerm", query.searchTerm());
        }
        if (query.pageSize() != null) {
            params.put("limit", query.pageSize());
        }
        if (cursor != null) {
            params.put("cursor", cursor);
        }
        ArrayNode kinds = params.putArray("sourceKinds");
        query.sources().forEach(kinds::add);
        // Left out, it stands for the provider that is configured just now; an empty one for all.
        params.putArray("modelProviders");
        return params;
    }

    @Override
    public Uni<ThreadHistory> read(String threadId) {
        return access.request(FEATURE, "thread/read", Json.thread(threadId).put("includeTurns", true))
                .map(ThreadReader::history);
    }

    @Override
    public Uni<CodexThread> fork(String threadId) {
        return fork(threadId, ThreadOptions.NONE);
    }

    @Override
    public Uni<CodexThread> fork(String threadId, ThreadOptions options) {
        return fork.apply(threadId, options);
    }

    @Override
    public Uni<Void> archive(String threadId) {
        return request("thread/archive", Json.thread(threadId)).replaceWithVoid();
    }

    @Override
    public Uni<ThreadInfo> unarchive(String threadId) {
        return request("thread/unarchive", Json.thread(threadId)).map(answer -> ThreadReader.info(answer.path("thread")));
    }

    @Override
    public Uni<Void> delete(String threadId) {
        return request("thread/delete", Json.thread(threadId)).replaceWithVoid();
    }

    @Override
    public Uni<Void> rename(String threadId, String name) {
        return request("thread/name/set", Json.thread(threadId).put("name", name)).replaceWithVoid();
    }

    private Uni<JsonNode> request(String method, ObjectNode params) {
        return access.request(FEATURE, method, params);
    }

    @Override
    public Uni<TurnResult> compact(String threadId) {
        return compact.apply(threadId);
    }

    /** Where the next page begins, for one subscriber. */
    private static final class Cursor {

        private String next;

        private void turn(ThreadPage page) {
            next = page.nextCursor();
        }
    }
}
