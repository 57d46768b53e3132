package io.quarkiverse.codex.runtime.transport.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalDecision.Accept;
import io.quarkiverse.codex.approval.ApprovalDecision.AcceptPermissions;
import io.quarkiverse.codex.approval.ApprovalDecision.AcceptWithContent;
import io.quarkiverse.codex.approval.ApprovalDecision.Answers;
import io.quarkiverse.codex.approval.ApprovalDecision.ApplyNetworkRule;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.CommandApproval;
import io.quarkiverse.codex.approval.ElicitationApproval;
import io.quarkiverse.codex.approval.FileChangeApproval;
import io.quarkiverse.codex.approval.PermissionApproval;
import io.quarkiverse.codex.approval.QuestionApproval;

/**
 * The results of the requests for an approval, one form for each.
 */
final class ApprovalReplies {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String ACCEPT = "accept";
    private static final String ACCEPT_FOR_SESSION = "acceptForSession";
    private static final String AMENDMENT = "acceptWithExecpolicyAmendment";
    private static final String NETWORK_RULE = "applyNetworkPolicyAmendment";
    private static final String DECLINE = "decline";
    private static final String CANCEL = "cancel";

    private ApprovalReplies() {
    }

    static JsonNode reply(ApprovalRequest request, ApprovalDecision decision) {
        if (request instanceof CommandApproval command) {
            return ApprovalWire.OLD_COMMAND.equals(request.method()) ? oldDecision(decision)
                    : decision(command(command, decision));
        }
        if (request instanceof FileChangeApproval) {
            return ApprovalWire.OLD_FILE_CHANGE.equals(request.method()) ? oldDecision(decision)
                    : decision(JSON.textNode(fileChange(decision)));
        }
        if (request instanceof PermissionApproval permission) {
            return permissions(permission, decision);
        }
        if (request instanceof ElicitationApproval elicitation) {
            return elicitation(elicitation, decision);
        }
        return answers((QuestionApproval) request, decision);
    }

    /**
     * Names what a reply says to codex, in one word for all forms.
     */
    static String name(JsonNode reply) {
        if (reply.has("answers")) {
            return reply.path("answers").isEmpty() ? DECLINE : "answer";
        }
        if (reply.has("permissions")) {
            return reply.path("permissions").isEmpty() ? DECLINE
                    : "session".equals(reply.path("scope").textValue()) ? ACCEPT_FOR_SESSION : ACCEPT;
        }
        if (reply.has("action")) {
            return reply.path("_meta").has("persist") ? ACCEPT_FOR_SESSION : reply.path("action").asText();
        }
        JsonNode decision = reply.path("decision");
        String word = decision.isTextual() ? decision.textValue() : decision.fieldNames().next();
        return switch (word) {
            case "approved" -> ACCEPT;
            case "approved_for_session" -> ACCEPT_FOR_SESSION;
            case "abort" -> CANCEL;
            case "denied" -> DECLINE;
            default -> word;
        };
    }

    private static ObjectNode decision(JsonNode decision) {
        return JSON.objectNode().set("decision", decision);
    }

    private static JsonNode command(CommandApproval command, ApprovalDecision decision) {
        if (decision == Accept.FOR_SESSION && offers(command, ACCEPT_FOR_SESSION)
                && CommandApproval.COMMAND.equals(command.kind())) {
            return JSON.textNode(ACCEPT_FOR_SESSION);
        }
        if (decision == Accept.WITH_AMENDMENT && offers(command, AMENDMENT) && !command.proposedAmendment().isEmpty()) {
            ObjectNode amendment = JSON.objectNode();
            command.proposedAmendment().forEach(amendment.putArray("execpolicy_amendment")::add);
            return JSON.objectNode().set(AMENDMENT, amendment);
        }
        if (decision instanceof ApplyNetworkRule apply) {
            return networkRule(command, apply);
        }
        return decision instanceof Accept ? plainAccept(command) : refusal(decision);
    }

    private static JsonNode networkRule(CommandApproval command, ApplyNetworkRule apply) {
        if (!offers(command, NETWORK_RULE) || !command.proposedNetworkRules().contains(apply.rule())) {
            return apply.accepts() ? plainAccept(command) : JSON.textNode(DECLINE);
        }
        ObjectNode rule = JSON.objectNode().put("host", apply.rule().host()).put("action", apply.rule().action());
        return JSON.objectNode().set(NETWORK_RULE, JSON.objectNode().set("network_policy_amendment", rule));
    }

    private static JsonNode plainAccept(CommandApproval command) {
        return JSON.textNode(offers(command, ACCEPT) ? ACCEPT : DECLINE);
    }

    private static boolean offers(CommandApproval command, String decision) {
        return command.availableDecisions() == null || command.availableDecisions().contains(decision);
    }

    private static JsonNode refusal(ApprovalDecision decision) {
        return JSON.textNode(decision == ApprovalDecision.cancel() ? CANCEL : DECLINE);
    }

    private static String fileChange(ApprovalDecision decision) {
        if (decision instanceof Accept accept) {
            return accept == Accept.FOR_SESSION ? ACCEPT_FOR_SESSION : ACCEPT;
        }
        return refusal(decision).textValue();
    }

    private static ObjectNode oldDecision(ApprovalDecision decision) {
        if (decision instanceof Accept accept) {
            return decision(JSON.textNode(accept == Accept.FOR_SESSION ? "approved_for_session" : "approved"));
        }
        if (decision == ApprovalDecision.cancel()) {
            return decision(JSON.textNode("abort"));
        }
        ObjectNode denied = JSON.objectNode();
        denied.putObject("denied").put("rejection", "rejected by the application");
        return decision(denied);
    }

    private static ObjectNode permissions(PermissionApproval request, ApprovalDecision decision) {
        JsonNode granted = JSON.objectNode();
        if (decision instanceof Accept) {
            granted = request.permissions();
        } else if (decision instanceof AcceptPermissions part) {
            granted = part.permissions();
        }
        ObjectNode reply = JSON.objectNode();
        reply.set("permissions", granted.isObject() ? granted : JSON.objectNode());
        return reply.put("scope", decision == Accept.FOR_SESSION ? "session" : "turn");
    }

    private static ObjectNode elicitation(ElicitationApproval request, ApprovalDecision decision) {
        ObjectNode reply = JSON.objectNode();
        if (decision instanceof AcceptWithContent accept && accept.content().isObject()) {
            return reply.put("action", ACCEPT).set("content", accept.content());
        }
        if (!(decision instanceof Accept) || !acceptsNothing(request)) {
            return reply.put("action", refusal(decision).textValue());
        }
        reply.put("action", ACCEPT).putObject("content");
        if (decision == Accept.FOR_SESSION && offersSession(request)) {
            reply.putObject("_meta").put("persist", "session");
        }
        return reply;
    }

    /** Whether a plain yes is an answer: the MCP server would get an object without what it needs. */
    private static boolean acceptsNothing(ElicitationApproval request) {
        if (ElicitationApproval.URL.equals(request.mode())) {
            return true;
        }
        JsonNode schema = request.requestedSchema();
        return schema != null && schema.isObject() && schema.path("required").isEmpty();
    }

    private static boolean offersSession(ElicitationApproval request) {
        if (request.toolName().isEmpty()) {
            return false;
        }
        for (JsonNode scope : request.meta().path("persist")) {
            if ("session".equals(scope.textValue())) {
                return true;
            }
        }
        return "session".equals(request.meta().path("persist").textValue());
    }

    private static ObjectNode answers(QuestionApproval request, ApprovalDecision decision) {
        ObjectNode reply = JSON.objectNode();
        ObjectNode answers = reply.putObject("answers");
        if (decision instanceof Answers given) {
            request.questions().stream().filter(question -> given.answers().containsKey(question.id()))
                    .forEach(question -> given.answers().get(question.id())
                            .forEach(answers.putObject(question.id()).putArray("answers")::add));
        }
        return reply;
    }
}
