package io.quarkiverse.codex.it.parity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.CommandApproval;
import io.quarkiverse.codex.approval.PermissionApproval;
import io.quarkiverse.codex.approval.QuestionApproval;
import io.quarkiverse.codex.runtime.protocol.AppServerCodec;
import io.quarkiverse.codex.runtime.transport.appserver.ApprovalWire;
import io.quarkiverse.codex.runtime.transport.appserver.ServerRequestAnswers;

/**
 * Whether codex understands the answers to everything it can ask, whatever is decided.
 */
final class AnswerParity {

    private final ProtocolSchema schema;
    private final ParityReport report;
    private final Set<Class<?>> asked = new HashSet<>();
    private final Map<String, Function<JsonNode, List<String>>> checks = new HashMap<>();
    private final Set<String> problems = new TreeSet<>();

    AnswerParity(ProtocolSchema schema, ParityReport report) {
        this.schema = schema;
        this.report = report;
    }

    void check() {
        schema.methods(ProtocolSchema.SERVER_REQUESTS)
                .forEach((method, params) -> SchemaSamples.of(params).forEach(sample -> check(method, sample)));
        for (Class<?> kind : ApprovalRequest.class.getPermittedSubclasses()) {
            if (!asked.contains(kind)) {
                report.add("never read", kind.getSimpleName());
            }
        }
    }

    private void check(String method, JsonNode params) {
        Optional<JsonNode> withoutTurn = ServerRequestAnswers.answer(method, params);
        if (withoutTurn.isEmpty()) {
            report.add("request of codex", method);
            return;
        }
        check(method, "nobody", withoutTurn.get());
        Optional<ApprovalRequest> approval = ApprovalWire.read("id", "client", method, params);
        if (approval.isPresent() == (AppServerCodec.approvalRequested(method, "id", params) == null)) {
            problems.add(method + " is an approval to decide or an event, but not both");
        }
        approval.ifPresent(request -> {
            asked.add(request.getClass());
            decisions(request)
                    .forEach(decision -> check(method, decision.toString(), ApprovalWire.reply(request, decision)));
        });
    }

    private void check(String method, String decision, JsonNode answer) {
        checks.computeIfAbsent(method, any -> schema.response(method).strictCheck()).apply(answer)
                .forEach(violation -> problems.add(method + " after " + decision + ": " + violation));
    }

    /** Every decision there is, with what the request offers in it. */
    private static List<ApprovalDecision> decisions(ApprovalRequest request) {
        List<ApprovalDecision> decisions = new ArrayList<>(
                List.of(ApprovalDecision.accept(), ApprovalDecision.acceptForSession(),
                        ApprovalDecision.acceptWithAmendment(), ApprovalDecision.decline(), ApprovalDecision.cancel(),
                        ApprovalDecision.abstain(), ApprovalDecision.acceptWithContent(JsonNodeFactory.instance.objectNode())));
        if (request instanceof CommandApproval command) {
            command.proposedNetworkRules().forEach(rule -> decisions.add(ApprovalDecision.networkRule(rule)));
        }
        if (request instanceof PermissionApproval permission && permission.permissions() != null) {
            decisions.add(ApprovalDecision.acceptPermissions(permission.permissions()));
        }
        if (request instanceof QuestionApproval question) {
            Map<String, String> answers = new LinkedHashMap<>();
            question.questions().forEach(each -> answers.put(each.id(), "answer"));
            decisions.add(ApprovalDecision.answers(answers));
        }
        return decisions;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
