package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.management.RpcNotification;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Trace;
import io.quarkiverse.codex.runtime.transport.RpcDoor;
import io.quarkiverse.codex.runtime.transport.TurnSettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The door of a few app-servers. Their answers come on threads that read for everybody, and are handed to workers here.
 */
record AppServerDoor(AppServers servers, NotificationHub hub, ToolMemory tools, Executor workers,
        Supplier<Trace> traces) implements RpcDoor {

    @Override
    public Uni<JsonNode> request(String method, JsonNode params) {
        JsonNode sent = params == null ? MissingNode.getInstance() : params;
        Optional<String> threadId = Optional.ofNullable(sent.path("threadId").textValue());
        boolean anywhere = !sent.has("threadId") && (method.endsWith("/list") || method.endsWith("/read"));
        return Uni.createFrom().deferred(() -> {
            Trace trace = traces.get();
            return anywhere ? servers.<JsonNode> askAny(session -> session.outsideRequest(method, sent, trace))
                    : servers.<JsonNode> ask(threadId, session -> session.outsideRequest(method, sent, trace),
                            answer -> answer.path("thread").path("id").textValue());
        }).emitOn(workers);
    }

    @Override
    public Uni<String> fork(String threadId, TurnSettings settings) {
        return servers
                .open(Optional.of(threadId), session -> session.threads().fork(threadId, ThreadParameters.thread(settings)))
                .invoke(copy -> tools.copied(threadId, copy)).emitOn(workers);
    }

    @Override
    public Uni<JsonNode> greeting() {
        return servers.<JsonNode> askAny(session -> Uni.createFrom().item(session.greeting())).emitOn(workers);
    }

    @Override
    public Uni<String> refusalOfUnknownMethod() {
        return servers.<JsonNode> askAny(session -> session.request("quarkus/unknown", null)).map(JsonNode::toString)
                .onFailure(CodexRequestException.class)
                .recoverWithItem(refusal -> ((CodexRequestException) refusal).reason()).emitOn(workers);
    }

    @Override
    public Multi<RpcNotification> notifications() {
        return hub.stream();
    }
}
