package io.quarkiverse.codex.runtime.host;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.smallrye.mutiny.Uni;

/**
 * Decides what codex may do.
 */
@FunctionalInterface
public interface ApprovalDecider extends AutoCloseable {

    /** Declines everything. */
    ApprovalDecider DECLINING = request -> Uni.createFrom().item(ApprovalDecision.decline());

    /**
     * Decides a request.
     * <p>
     * Neither this method nor subscribing blocks the caller.
     *
     * @param request what codex asks
     * @return the decision, on any thread; never {@code null}. It does not fail, gives no {@code null} and no
     *         {@link ApprovalDecision#abstain()}, and comes at some time if the turn is ended at some time. Each subscription
     *         asks anew. Cancelling means that nobody wants to know any more
     */
    Uni<ApprovalDecision> decide(ApprovalRequest request);

    /**
     * Hears what codex was told, which may be less than what was decided, and also when nobody waits for the decision any more.
     *
     * @param request what codex asked
     * @param answer see {@link io.quarkiverse.codex.event.ApprovalResolved#decision()}
     */
    default void told(ApprovalRequest request, String answer) {
    }

    /**
     * Says that the turn is over: what is still open needs no answer any more.
     */
    @Override
    default void close() {
    }
}
