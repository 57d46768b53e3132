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
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

/**
 * Answers what codex asks: finds the turn that it concerns and lets the turn's host decide. Without a turn, the answer is no.
 */
final class ServerRequests {

    private static final String ELICITATION = "mcpServer/elicitation/request";

    /** What is told as the decision where codex, or another of its clients, has settled a question. */
    private static final String WITHDRAWN = "WITHDRAWN";

    private ServerRequests() {
    }

    /**
     * @param turns finds the turn that runs on a thread, {@code null} where there is none
     * @return the answer, or {@code null} when the method is not known
     */
    static Uni<JsonNode> answer(String clientName, RpcMessage.Request request, Function<String, AppServerTurn> turns) {
        if ("currentTime/read".equals(request.method())) {
            return Uni.createFrom().item(() -> JsonNodeFactory.instance.objectNode()
                    .put("currentTimeAt", System.currentTimeMillis() / 1000));
        }
        if (ToolWire.CALL.equals(request.method())) {
            return called(request.params(), asking(request.params(), turns.apply(request.params().path("threadId").asText())));
        }
        // Ours, for codex' own ids are those of a connection and begin again with each.
        String id = UUID.randomUUID().toString();
        Optional<ApprovalRequest> approval = ApprovalWire.read(id, clientName, request.method(), request.params());
        if (approval.isEmpty()) {
            return null;
        }
        AppServerTurn turn = asking(request.params(), turns.apply(approval.get().threadId()));
        ApprovalRequest question = withPaths(approval.get(), turn);
        if (turn == null) {
            return TurnHost.DECLINING.decide(question).map(decision -> ApprovalWire.reply(question, decision));
        }
        RoutedEvent asked = AppServerCodec.approvalRequested(request.method(), id, request.params());
        turn.tell(asked.event());
        turn.clock().asked();
        return Uni.createFrom().deferred(() -> turn.host().decide(question))
                .map(decision -> decided(turn, (ApprovalRequested) asked.event(), question, decision))
                .onCancellation().invoke(() -> turn.tell(resolved((ApprovalRequested) asked.event(), WITHDRAWN)))
                .onTermination().invoke(turn.clock()::answered);
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

    /** A thread can have another turn than the one that asks: one that was given up, or somebody else's. */
    private static AppServerTurn asking(JsonNode params, AppServerTurn turn) {
        return turn != null && turn.isAskedFor(params.path("turnId").textValue()) ? turn : null;
    }

    private static Uni<JsonNode> called(JsonNode params, AppServerTurn turn) {
        if (turn == null) {
            return Uni.createFrom().item(() -> ToolWire
                    .reply(ToolResult.failure("This tool can be called only in a turn that its application has begun")));
        }
        turn.clock().asked();
        return Uni.createFrom().deferred(() -> turn.host().call(
                ToolWire.call(params, message -> turn.tell(ToolWire.progress(params, message)))))
                .map(ToolWire::reply).onTermination().invoke(turn.clock()::answered);
    }

    /** codex does not say again which files it wants to change: the item that it has begun does. */
    private static ApprovalRequest withPaths(ApprovalRequest question, AppServerTurn turn) {
        if (turn != null && question instanceof FileChangeApproval approval
                && turn.openItem(question.itemId()) instanceof FileChange change) {
            return approval.withPaths(change.changes().stream()
                    .flatMap(file -> Stream.of(file.path(), file.movePath()).filter(Objects::nonNull)).toList());
        }
        return question;
    }

    private static ApprovalResolved resolved(ApprovalRequested asked, String decision) {
        return new ApprovalResolved(asked.requestId(), asked.kind(), asked.itemId(), decision);
    }

    private static JsonNode decided(AppServerTurn turn, ApprovalRequested asked, ApprovalRequest question,
            ApprovalDecision decision) {
        turn.tell(resolved(asked, decision.toString()));
        if (ApprovalWire.needsInterrupt(question, decision)) {
            turn.abort(Abort.INTERRUPTED);
        }
        return ApprovalWire.reply(question, decision);
    }
}
