package io.quarkiverse.codex.approval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.approval.CommandApproval.NetworkRule;

/**
 * The answer to an {@link ApprovalRequest}. Immutable.
 * <p>
 * A decision that codex does not offer for a request becomes the nearest one that permits less, never more: acceptance for the
 * session becomes acceptance once, an acceptance that makes no sense for the kind of request a refusal.
 */
public sealed interface ApprovalDecision {

    /**
     * Returns whether this permits what is asked, or answers it.
     *
     * @return {@code true} if so
     */
    default boolean accepts() {
        return false;
    }

    /**
     * Yes, this time.
     *
     * @return the decision, never {@code null}
     */
    static ApprovalDecision accept() {
        return Accept.ONCE;
    }

    /**
     * Yes, and do not ask again for the same in this thread as long as codex has it loaded.
     * <p>
     * codex 0.169.0 offers this for changes of files, permissions and tool calls, not for commands.
     *
     * @return the decision, never {@code null}
     */
    static ApprovalDecision acceptForSession() {
        return Accept.FOR_SESSION;
    }

    /**
     * Yes, and never ask again for commands that begin like {@link CommandApproval#proposedAmendment()}.
     * <p>
     * codex writes that into its home, where it holds for all threads and clients of that home, and after a restart. The model
     * can choose the proposal: look at it first.
     *
     * @return the decision, never {@code null}
     */
    static ApprovalDecision acceptWithAmendment() {
        return Accept.WITH_AMENDMENT;
    }

    /**
     * Yes or no for a host, for good, by one of {@link CommandApproval#proposedNetworkRules()}.
     *
     * @param rule the rule
     * @return the decision, never {@code null}
     */
    static ApprovalDecision networkRule(NetworkRule rule) {
        return new ApplyNetworkRule(rule);
    }

    /**
     * Yes to a part of the permissions asked for, until the turn ends.
     *
     * @param permissions the part, in the form of {@link PermissionApproval#permissions()}
     * @return the decision, never {@code null}
     */
    static ApprovalDecision acceptPermissions(JsonNode permissions) {
        return new AcceptPermissions(permissions);
    }

    /**
     * Yes, with the data that an MCP server asks for.
     *
     * @param content the data, an object as {@link ElicitationApproval#requestedSchema()} describes it
     * @return the decision, never {@code null}
     */
    static ApprovalDecision acceptWithContent(JsonNode content) {
        return new AcceptWithContent(content);
    }

    /**
     * Answers to a {@link QuestionApproval}.
     *
     * @param answers one answer, an option's label or free text, by the question's id; questions may be left out
     * @return the decision, never {@code null}
     */
    static ApprovalDecision answers(Map<String, String> answers) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        answers.forEach((question, answer) -> lists.put(question, List.of(answer)));
        return new Answers(lists);
    }

    /**
     * An answer to one question of a {@link QuestionApproval}.
     *
     * @param question the question's id
     * @param answers the answers, options' labels or free text
     * @return the decision, never {@code null}
     */
    static ApprovalDecision answer(String question, String... answers) {
        return new Answers(Map.of(question, List.of(answers)));
    }

    /**
     * No. The model is told, and the turn goes on.
     *
     * @return the decision, never {@code null}
     */
    static ApprovalDecision decline() {
        return Refusal.DECLINE;
    }

    /**
     * No, and the turn is interrupted.
     *
     * @return the decision, never {@code null}
     */
    static ApprovalDecision cancel() {
        return Refusal.CANCEL;
    }

    /**
     * Somebody else may decide: the next policy. If nobody does, it is no.
     *
     * @return the decision, never {@code null}
     */
    static ApprovalDecision abstain() {
        return Abstention.ABSTAIN;
    }

    /** A plain yes. */
    enum Accept implements ApprovalDecision {
        /** See {@link ApprovalDecision#accept()}. */
        ONCE,
        /** See {@link ApprovalDecision#acceptForSession()}. */
        FOR_SESSION,
        /** See {@link ApprovalDecision#acceptWithAmendment()}. */
        WITH_AMENDMENT;

        @Override
        public boolean accepts() {
            return true;
        }
    }

    /** No. */
    enum Refusal implements ApprovalDecision {
        /** See {@link ApprovalDecision#decline()}. */
        DECLINE,
        /** See {@link ApprovalDecision#cancel()}. */
        CANCEL
    }

    /** No opinion. */
    enum Abstention implements ApprovalDecision {
        /** See {@link ApprovalDecision#abstain()}. */
        ABSTAIN
    }

    /**
     * See {@link ApprovalDecision#networkRule(NetworkRule)}.
     *
     * @param rule the rule, never {@code null}
     */
    record ApplyNetworkRule(NetworkRule rule) implements ApprovalDecision {

        public ApplyNetworkRule {
            Objects.requireNonNull(rule, "rule");
        }

        @Override
        public boolean accepts() {
            return rule.allows();
        }
    }

    /**
     * See {@link ApprovalDecision#acceptPermissions(JsonNode)}.
     *
     * @param permissions what is granted, never {@code null}
     */
    record AcceptPermissions(JsonNode permissions) implements ApprovalDecision {

        public AcceptPermissions {
            Objects.requireNonNull(permissions, "permissions");
        }

        @Override
        public boolean accepts() {
            return true;
        }

        @Override
        public String toString() {
            return "AcceptPermissions";
        }
    }

    /**
     * See {@link ApprovalDecision#acceptWithContent(JsonNode)}.
     *
     * @param content the data, never {@code null}
     */
    record AcceptWithContent(JsonNode content) implements ApprovalDecision {

        public AcceptWithContent {
            Objects.requireNonNull(content, "content");
        }

        @Override
        public boolean accepts() {
            return true;
        }

        @Override
        public String toString() {
            return "AcceptWithContent";
        }
    }

    /**
     * See {@link ApprovalDecision#answers(Map)}.
     *
     * @param answers the answers by the question's id, never {@code null}
     */
    record Answers(Map<String, List<String>> answers) implements ApprovalDecision {

        public Answers {
            answers = Map.copyOf(answers);
        }

        @Override
        public boolean accepts() {
            return true;
        }

        @Override
        public String toString() {
            return "Answers" + answers.keySet();
        }
    }
}
