package io.quarkiverse.codex.approval;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/**
 * Something that codex wants to do, or to know, and asks about first. The turn waits for the answer.
 * <p>
 * Requests are immutable values. Their {@code toString} tells the kind and the ids only: commands, paths, messages and
 * questions may bear secrets and belong in no log.
 */
public sealed interface ApprovalRequest
        permits CommandApproval, FileChangeApproval, PermissionApproval, ElicitationApproval, QuestionApproval {

    /**
     * Returns what every request has.
     *
     * @return the ids and the original, never {@code null}
     */
    Origin origin();

    /**
     * Returns the request's id, by which {@link PendingApprovals} knows it. It is this library's own and differs from that of
     * every other request in the application.
     *
     * @return the id, never {@code null}
     */
    default String id() {
        return origin().id();
    }

    /**
     * Returns the name of the client whose codex asks.
     *
     * @return the name, never {@code null}
     */
    default String clientName() {
        return origin().clientName();
    }

    /**
     * Returns the thread's id.
     *
     * @return the id, or {@code null} when codex sent none
     */
    default String threadId() {
        return origin().threadId();
    }

    /**
     * Returns the turn's id.
     *
     * @return the id, or {@code null}: an MCP server can ask between two turns, and older kinds of requests do not tell
     */
    default String turnId() {
        return origin().turnId();
    }

    /**
     * Returns the id of the item that waits for the answer. One item can ask more than once.
     *
     * @return the id, or {@code null}: an MCP server asks for no item
     */
    default String itemId() {
        return origin().itemId();
    }

    /**
     * Returns the request's name in codex' protocol, for example {@code item/commandExecution/requestApproval}.
     *
     * @return the name, never {@code null}
     */
    default String method() {
        return origin().method();
    }

    /**
     * Returns the request as codex sent it, with what this version does not know. Not to be changed.
     *
     * @return the parameters, never {@code null}
     */
    default JsonNode raw() {
        return origin().raw();
    }

    /**
     * What every request has.
     *
     * @param id see {@link ApprovalRequest#id()}
     * @param clientName see {@link ApprovalRequest#clientName()}
     * @param threadId see {@link ApprovalRequest#threadId()}
     * @param turnId see {@link ApprovalRequest#turnId()}
     * @param itemId see {@link ApprovalRequest#itemId()}
     * @param method see {@link ApprovalRequest#method()}
     * @param raw see {@link ApprovalRequest#raw()}
     */
    record Origin(String id, String clientName, String threadId, String turnId, String itemId, String method,
            JsonNode raw) {

        public Origin {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(clientName, "clientName");
            Objects.requireNonNull(method, "method");
            raw = raw == null ? NullNode.getInstance() : raw;
        }

        @Override
        public String toString() {
            return "[id=" + id + ", client=" + clientName + ", thread=" + threadId + ", turn=" + turnId + ", item=" + itemId
                    + "]";
        }
    }
}
