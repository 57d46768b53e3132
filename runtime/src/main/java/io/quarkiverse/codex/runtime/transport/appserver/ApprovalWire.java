package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.ApprovalRequest.Origin;
import io.quarkiverse.codex.approval.CommandApproval;
import io.quarkiverse.codex.approval.CommandApproval.CommandAction;
import io.quarkiverse.codex.approval.CommandApproval.NetworkRule;
import io.quarkiverse.codex.approval.CommandApproval.NetworkTarget;
import io.quarkiverse.codex.approval.ElicitationApproval;
import io.quarkiverse.codex.approval.FileChangeApproval;
import io.quarkiverse.codex.approval.PermissionApproval;
import io.quarkiverse.codex.approval.QuestionApproval;
import io.quarkiverse.codex.approval.QuestionApproval.Option;
import io.quarkiverse.codex.approval.QuestionApproval.Question;

/**
 * The app-server's requests for an approval, and the results it wants.
 * <p>
 * Reading is lenient: a field of another form than known counts as absent and stays in {@link ApprovalRequest#raw()}.
 */
public final class ApprovalWire {

    static final String COMMAND = "item/commandExecution/requestApproval";
    static final String FILE_CHANGE = "item/fileChange/requestApproval";
    static final String PERMISSIONS = "item/permissions/requestApproval";
    static final String QUESTION = "item/tool/requestUserInput";
    static final String ELICITATION = "mcpServer/elicitation/request";
    static final String OLD_COMMAND = "execCommandApproval";
    static final String OLD_FILE_CHANGE = "applyPatchApproval";

    private ApprovalWire() {
    }

    /**
     * Reads a server request.
     *
     * @param id our own id of it
     * @param clientName the client's name
     * @param method the request's method
     * @param params its parameters, or {@code null}
     * @return the request, or empty when it is none for an approval
     */
    public static Optional<ApprovalRequest> read(String id, String clientName, String method, JsonNode params) {
        JsonNode raw = params == null ? JsonNodeFactory.instance.nullNode() : params;
        boolean old = method.equals(OLD_COMMAND) || method.equals(OLD_FILE_CHANGE);
        Origin origin = new Origin(id, clientName, text(raw, old ? "conversationId" : "threadId"), text(raw, "turnId"),
                text(raw, old ? "callId" : "itemId"), method, raw);
        return Optional.ofNullable(switch (method) {
            case COMMAND -> command(origin, raw);
            case OLD_COMMAND -> oldCommand(origin, raw);
            case FILE_CHANGE -> new FileChangeApproval(origin, null, text(raw, "reason"), text(raw, "grantRoot"));
            case OLD_FILE_CHANGE -> oldFileChange(origin, raw);
            case PERMISSIONS -> new PermissionApproval(origin, present(raw, "permissions"), text(raw, "cwd"),
                    text(raw, "reason"));
            case QUESTION -> new QuestionApproval(origin, questions(raw), raw.path("isBlocking").asBoolean());
            case ELICITATION -> new ElicitationApproval(origin, text(raw, "serverName"), text(raw, "mode"),
                    text(raw, "message"), present(raw, "requestedSchema"), text(raw, "url"), text(raw, "elicitationId"),
                    present(raw, "_meta"));
            default -> null;
        });
    }

    /**
     * Writes the result of a server request.
     * <p>
     * codex takes a result it does not understand for a refusal and tells the model that the request failed, so a decision that
     * the request does not know becomes the nearest that permits less. {@code decline} and {@code cancel} are understood also
     * where codex does not list them.
     *
     * @param request the request
     * @param decision the decision; {@code null} and an abstention decline
     * @return the result, never {@code null}
     */
    public static JsonNode reply(ApprovalRequest request, ApprovalDecision decision) {
        return ApprovalReplies.reply(request, decision == null ? ApprovalDecision.decline() : decision);
    }

    /**
     * Returns whether a decision means that the turn is to be interrupted, and its result alone does not make codex do that.
     *
     * @param request the request
     * @param decision the decision
     * @return {@code true} if {@code turn/interrupt} has to follow the result
     */
    public static boolean needsInterrupt(ApprovalRequest request, ApprovalDecision decision) {
        return decision == ApprovalDecision.cancel()
                && !(request instanceof CommandApproval || request instanceof FileChangeApproval);
    }

    private static CommandApproval command(Origin origin, JsonNode raw) {
        JsonNode network = raw.path("networkApprovalContext");
        return new CommandApproval(origin, text(raw, "command"), actions(raw.path("commandActions"), "command"),
                text(raw, "cwd"), text(raw, "reason"), text(raw, "kind"), texts(raw.path("proposedExecpolicyAmendment")),
                networkRules(raw.path("proposedNetworkPolicyAmendments")),
                network.isObject() ? new NetworkTarget(orEmpty(text(network, "host")), text(network, "protocol")) : null,
                present(raw, "additionalPermissions"), decisions(raw.path("availableDecisions")));
    }

    private static CommandApproval oldCommand(Origin origin, JsonNode raw) {
        List<String> words = texts(raw.path("command"));
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(line.isEmpty() ? "" : " ").append('\'').append(word.replace("'", "'\\''")).append('\'');
        }
        return new CommandApproval(origin, words.isEmpty() ? null : line.toString(), actions(raw.path("parsedCmd"), "cmd"),
                text(raw, "cwd"), text(raw, "reason"), CommandApproval.COMMAND, List.of(), List.of(), null, null, null);
    }

    private static FileChangeApproval oldFileChange(Origin origin, JsonNode raw) {
        JsonNode changes = raw.path("fileChanges");
        List<String> paths = new ArrayList<>();
        changes.properties().forEach(change -> {
            paths.add(change.getKey());
            String target = text(change.getValue(), "move_path");
            if (target != null) {
                paths.add(target);
            }
        });
        return new FileChangeApproval(origin, changes.isObject() ? paths : null, text(raw, "reason"), text(raw, "grantRoot"));
    }

    private static List<CommandAction> actions(JsonNode nodes, String command) {
        List<CommandAction> actions = new ArrayList<>();
        for (JsonNode node : nodes) {
            String type = text(node, "type");
            actions.add(new CommandAction("list_files".equals(type) ? "listFiles" : type, text(node, command),
                    text(node, "name"), text(node, "path"), text(node, "query")));
        }
        return actions;
    }

    private static List<NetworkRule> networkRules(JsonNode nodes) {
        List<NetworkRule> rules = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (text(node, "host") != null && text(node, "action") != null) {
                rules.add(new NetworkRule(text(node, "host"), text(node, "action")));
            }
        }
        return rules;
    }

    private static List<String> decisions(JsonNode nodes) {
        if (!nodes.isArray()) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node.isTextual()) {
                names.add(node.textValue());
            } else {
                node.fieldNames().forEachRemaining(names::add);
            }
        }
        return names;
    }

    private static List<Question> questions(JsonNode raw) {
        List<Question> questions = new ArrayList<>();
        for (JsonNode node : raw.path("questions")) {
            List<Option> options = new ArrayList<>();
            for (JsonNode option : node.path("options")) {
                options.add(new Option(text(option, "label"), text(option, "description")));
            }
            questions.add(new Question(text(node, "id"), text(node, "header"), text(node, "question"),
                    node.path("isOther").asBoolean() || options.isEmpty(), node.path("isSecret").asBoolean(), options));
        }
        return questions;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).textValue();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (!node.isTextual()) {
                return List.of();
            }
            texts.add(node.textValue());
        }
        return texts;
    }

    private static JsonNode present(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field) : null;
    }
}
