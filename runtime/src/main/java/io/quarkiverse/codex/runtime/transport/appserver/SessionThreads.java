package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.runtime.host.PastMessage;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Trace;
import io.quarkiverse.codex.runtime.transport.ConfigurationRefusal;
import io.quarkiverse.codex.tool.ToolInfo;
import io.smallrye.mutiny.Uni;

/**
 * Opens, copies and closes threads in one life of an app-server.
 */
final class SessionThreads {

    private static final Duration SHORTEST_CLOSING = Duration.ofMillis(5);
    private static final Duration LONGEST_CLOSING = Duration.ofMillis(250);
    private static final int MOST_CLOSING_RETRIES = 40;
    private static final int MOST_RETRIES_ELSEWHERE = 12;

    private final AppServerSession session;
    private final ScheduledExecutorService timer;
    private final AppServerSettings settings;
    private final OpenThreads open;

    SessionThreads(AppServerSession session, ScheduledExecutorService timer, AppServerSettings settings) {
        this.session = session;
        this.timer = timer;
        this.settings = settings;
        this.open = new OpenThreads(settings.mostOpenThreads(), settings.mostEphemeralThreads(), this::unsubscribe);
    }

    /**
     * Notes what an answered request of the application's own has done to threads.
     */
    void note(String method, JsonNode params, JsonNode answer) {
        switch (method) {
            // With which options is not known here: the next turn opens the thread with its own.
            case "thread/start", "thread/fork", "thread/resume" -> open.openedFromOutside(
                    answer.path("thread").path("id").asText(), answer.path("thread").path("ephemeral").asBoolean());
            case "thread/archive", "thread/delete", "thread/unsubscribe" -> open.gone(params.path("threadId").asText());
            default -> {
                // Opens or closes no thread.
            }
        }
    }

    /**
     * Starts a thread and takes it for a turn.
     *
     * @param tools what its agent may call, for as long as there is the thread
     * @return its id
     */
    Uni<String> start(ObjectNode options, List<ToolInfo> tools, Trace trace) {
        ObjectNode params = options.deepCopy();
        if (!tools.isEmpty()) {
            params.set("dynamicTools", ToolWire.dynamicTools(tools));
        }
        return session.request("thread/start", params, trace).onFailure(CodexRequestException.class)
                .transform(this::refused)
                .map(answer -> {
                    String id = answer.path("thread").path("id").asText();
                    open.started(id, withoutLifetime(options), isEphemeral(options));
                    return id;
                });
    }

    /**
     * Tells a thread that has just been started what was said in the one that it stands in for. When that fails, the thread is
     * given back.
     */
    Uni<Void> tell(String threadId, List<PastMessage> past) {
        if (past.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.request("thread/inject_items", ThreadParameters.past(threadId, past)).replaceWithVoid()
                .onFailure().invoke(failure -> open.leave(threadId, false));
    }

    private static JsonNode withoutLifetime(ObjectNode options) {
        // Whether a thread is kept is decided once, when it is started.
        return options.deepCopy().without("ephemeral");
    }

    private static boolean isEphemeral(ObjectNode options) {
        return options.path("ephemeral").asBoolean();
    }

    /**
     * Takes an existing thread for a turn, and opens it with the given options unless it is open with just these.
     */
    Uni<String> resume(String threadId, ObjectNode options, Trace trace) {
        JsonNode wanted = withoutLifetime(options);
        return open.enter(threadId).chain(present -> {
            Uni<String> ready = present.filter(wanted::equals).isPresent() ? Uni.createFrom().item(threadId)
                    : reopen(threadId, wanted, present.isPresent(), trace);
            return ready.onFailure().invoke(failure -> open.leave(threadId, false));
        });
    }

    private Uni<String> reopen(String threadId, JsonNode options, boolean isOpen, Trace trace) {
        if (isOpen && open.isInMemoryOnly(threadId)) {
            return Uni.createFrom().failure(Refusals.unchangeable(threadId));
        }
        ObjectNode params = ((ObjectNode) options.deepCopy()).put("threadId", threadId).put("excludeTurns", true);
        Uni<JsonNode> closed = !isOpen ? Uni.createFrom().nullItem()
                : unsubscribe(threadId).invoke(() -> open.closed(threadId));
        return closed.chain(() -> whenClosed(session.request("thread/resume", params, trace)))
                .onFailure(CodexRequestException.class)
                .transform(failure -> notFound(threadId, (CodexRequestException) failure))
                .chain(answer -> {
                    CodexException refusal = "active".equals(answer.path("thread").path("status").path("type").asText())
                            ? Refusals.busy(threadId)
                            : Permissions.difference(threadId, options, answer);
                    if (refusal != null) {
                        return leaveToOthers(threadId).chain(() -> Uni.createFrom().failure(refusal));
                    }
                    open.opened(threadId, options);
                    return Uni.createFrom().item(answer.path("thread").path("id").asText(threadId));
                });
    }

    /** As long as it were open here, nobody could open it with other options. */
    private Uni<?> leaveToOthers(String threadId) {
        // The next turn must not believe that the thread is open as it wants to have it.
        open.opened(threadId, NullNode.getInstance());
        return unsubscribe(threadId).invoke(() -> open.closed(threadId)).onFailure().recoverWithNull();
    }

    private Uni<JsonNode> unsubscribe(String threadId) {
        return session.request("thread/unsubscribe", JsonNodeFactory.instance.objectNode().put("threadId", threadId))
                .invoke(() -> session.foreignTurns().forget(threadId));
    }

    /** codex agrees at once and takes a moment to close a thread, in which nobody can open it, nor another process. */
    private Uni<JsonNode> whenClosed(Uni<JsonNode> resumption) {
        return resumption.onFailure(Refusals::isClosing).retry().withExecutor(timer)
                .withBackOff(SHORTEST_CLOSING, LONGEST_CLOSING)
                .atMost(MOST_CLOSING_RETRIES)
                .onFailure(Refusals::isElsewhere).retry().withExecutor(timer)
                .withBackOff(SHORTEST_CLOSING, LONGEST_CLOSING)
                .atMost(MOST_RETRIES_ELSEWHERE);
    }

    /**
     * Copies a thread. The copy is open here from then on, with the given options.
     *
     * @return its id
     */
    Uni<String> fork(String threadId, ObjectNode options) {
        ObjectNode params = options.deepCopy().put("threadId", threadId).put("excludeTurns", true);
        return session.request("thread/fork", params).onFailure(CodexRequestException.class)
                .transform(failure -> notFound(threadId, (CodexRequestException) failure))
                .map(answer -> {
                    String id = answer.path("thread").path("id").asText();
                    open.copied(id, withoutLifetime(options), isEphemeral(options));
                    return id;
                });
    }

    /**
     * Gives a thread back that was taken for a turn, when nothing of the turn is left.
     *
     * @param hasRun whether the turn had begun
     */
    void giveBack(String threadId, boolean hasRun) {
        open.leave(threadId, hasRun);
    }

    private CodexException notFound(String threadId, CodexRequestException failure) {
        if (open.isLost(threadId)) {
            return Refusals.lost(threadId, settings);
        }
        return Refusals.isUnknownThread(failure) ? Refusals.unknownThread(failure, threadId, settings.client())
                : refused(failure);
    }

    private CodexException refused(Throwable failure) {
        CodexRequestException request = (CodexRequestException) failure;
        return ConfigurationRefusal.isIn(request.reason()) ? ConfigurationRefusal.of(request.reason(), settings.client())
                : request;
    }

    /**
     * Notes that codex says that a thread is not open any more.
     */
    void gone(String threadId) {
        open.gone(threadId);
    }

    /**
     * Returns whether a thread is open, or was until a moment ago.
     */
    boolean hasOpen(String threadId) {
        return open.contains(threadId);
    }

    /**
     * Returns whether nothing would be lost with the process.
     */
    boolean areAllIdleAndKept() {
        return open.areAllIdleAndKept();
    }

    /**
     * Returns when a turn ended the last time, as {@link System#nanoTime()}.
     */
    long lastUse() {
        return open.lastUse();
    }
}
