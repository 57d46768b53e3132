package io.quarkiverse.codex.approval;

import java.util.List;

import io.smallrye.mutiny.Multi;

/**
 * A policy that leaves the decision to a person, who answers later, and the list of what waits for that. To be injected.
 * <p>
 * It decides nothing by itself: name it as a thread's policy, or in a bean of type {@link ApprovalPolicy}, usually behind rules
 * that spare the person the obvious. While a request waits no thread is blocked, but its turn stands still. A request that
 * nobody answers in time is declined; that one, and one whose turn has ended, is no longer in the list. When too many wait,
 * further ones are declined at once.
 * <p>
 * Thread-safe. What waits is known in this process only.
 */
public interface PendingApprovals extends ApprovalPolicy {

    /**
     * Returns what waits for an answer, the oldest first.
     *
     * @return an unmodifiable snapshot, never {@code null}
     */
    List<ApprovalRequest> list();

    /**
     * Answers a request with {@link ApprovalDecision#accept()}.
     *
     * @param id the request's id
     * @return whether it was still waiting; of two who answer, one gets {@code false}
     */
    default boolean approve(String id) {
        return answer(id, ApprovalDecision.accept());
    }

    /**
     * Answers a request with {@link ApprovalDecision#decline()}.
     *
     * @param id the request's id
     * @return whether it was still waiting
     */
    default boolean decline(String id) {
        return answer(id, ApprovalDecision.decline());
    }

    /**
     * Answers a request.
     *
     * @param id the request's id
     * @param decision the decision
     * @return whether it was still waiting
     */
    boolean answer(String id, ApprovalDecision decision);

    /**
     * Returns what happens to the list from now on. To miss nothing, subscribe first and call {@link #list()} then.
     * <p>
     * The changes of a request come in order, on a thread that may be blocked. A subscriber that falls far behind gets a
     * failure.
     *
     * @return an endless stream, never {@code null}
     */
    Multi<Change> changes();

    /**
     * A change of the list.
     *
     * @param kind what happened
     * @param request to what
     */
    record Change(Kind kind, ApprovalRequest request) {

        /** What happened to a request. */
        public enum Kind {
            /** It waits for an answer. */
            ADDED,
            /** It was answered. */
            ANSWERED,
            /** Nobody answered in time, or its turn has ended. */
            WITHDRAWN
        }
    }
}
