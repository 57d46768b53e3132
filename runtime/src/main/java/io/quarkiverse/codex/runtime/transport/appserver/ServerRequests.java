package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.FileChangeApproval;
import io.quarkiverse.codex.event.ApprovalRequested;
import io.quarkiverse.codex.event.ApprovalResolved;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.protocol.AppServerCodec;
import io.quarkiverse.codex.runtime.protocol.RoutedEvent;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

/**
 * Answers what codex asks: finds on whose behalf that is and lets its host decide. Where there is nobody, the answer is no;
 * where
 * somebody else may answer, it is so only when they have not.
 */
final class ServerRequests {

    private static final String ELICITATION = "mcpServer/elicitation/request";

    /** What is told as the decision where codex, or another of its clients, has settled a question. */
    private static final String WITHDRAWN = "withdrawn";

    private ServerRequests() {
    }

    /**
     * @param askers finds on whose behalf a request is by its parameters, {@code null} where there is nobody
     * @param othersFirst completes when nobody else answers a request of which there is nobody here
     * @return the answer, or {@code null} when the method is not known
     */
    static Uni<JsonNode> answer(String clientName, RpcMessage.Request request, Function<JsonNode, Asker> askers,
            Function<JsonNode, Uni<Void>> othersFirst) {
        if ("currentTime/read".equals(request.method())) {
            return Uni.createFrom().item(() -> JsonNodeFactory.instance.objectNode()
                    .put("currentTimeAt", System.currentTimeMillis() / 1000));
        }
        if (ToolWire.CALL.equals(request.method())) {
            Asker caller = askers.apply(request.params());
            return caller == null ? othersFirst.apply(request.params()).map(nothing -> notCalled())
                    : called(request.params(), caller);
        }
        // Ours, for codex' own ids are those of a connection and begin again with each.
        String id = UUID.randomUUID().toString();
        Optional<ApprovalRequest> approval = ApprovalWire.read(id, clientName, request.method(), request.params());
        if (approval.isEmpty()) {
            return null;
        }
        Asker asker = askers.apply(request.params());
        ApprovalRequest question = withPaths(approval.get(), asker);
        if (asker == null) {
            return othersFirst.apply(request.params()).chain(() -> TurnHost.DECLINING.decide(question))
                    .map(decision -> ApprovalWire.reply(question, decision));
        }
        RoutedEvent asked = AppServerCodec.approvalRequested(request.method(), id, request.params());
        asker.tell(asked.event());
        asker.clock().asked();
        return Uni.createFrom().deferred(() -> asker.host().decide(question))
                .map(decision -> decided(asker, (ApprovalRequested) asked.event(), question, decision))
                .onCancellation().invoke(() -> resolved(asker, (ApprovalRequested) asked.event(), question, WITHDRAWN))
                .onTermination().invoke(asker.clock()::answered);
    }

    /**
     * Makes an answer that says no, for a request that could not be handled.
     *
     * @return the answer, or {@code null} where codex takes an error for a no
     */
    static JsonNode refusal(String method) {
        // After an error, all tools of the MCP server fail that had asked.
        return ELICITATION.equals(method) ? JsonNodeFactory.instance.objectNode().put("action", "decline") : null;
    }

    private static JsonNode notCalled() {
        return ToolWire.reply(ToolResult.failure("This tool can be called only in a turn that its application has begun"));
    }

    private static Uni<JsonNode> called(JsonNode params, Asker asker) {
        asker.clock().asked();
        return Uni.createFrom().deferred(() -> asker.host().call(
                ToolWire.call(params, message -> asker.tell(ToolWire.progress(params, message)))))
                .map(ToolWire::reply).onTermination().invoke(asker.clock()::answered);
    }

    /** codex does not say again which files it wants to change: the item that it has begun does. */
    private static ApprovalRequest withPaths(ApprovalRequest question, Asker asker) {
        if (asker != null && question instanceof FileChangeApproval approval
                && asker.openItem(question.itemId()) instanceof FileChange change) {
            return approval.withPaths(change.changes().stream()
                    .flatMap(file -> Stream.of(file.path(), file.movePath()).filter(Objects::nonNull)).toList());
        }
        return question;
    }

    private static void resolved(Asker asker, ApprovalRequested asked, ApprovalRequest question, String decision) {
        asker.tell(new ApprovalResolved(asked.requestId(), asked.kind(), asked.itemId(), decision));
        asker.host().told(question, decision);
    }

    private static JsonNode decided(Asker asker, ApprovalRequested asked, ApprovalRequest question,
            ApprovalDecision decision) {
        JsonNode reply = ApprovalWire.reply(question, decision);
        boolean cancelled = ApprovalWire.needsInterrupt(question, decision);
        // What codex is told, which may be less than what was decided.
        resolved(asker, asked, question, cancelled ? "cancel" : ApprovalReplies.name(reply));
        if (cancelled) {
            asker.cancel();
        }
        return reply;
    }
}
