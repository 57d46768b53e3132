package io.quarkiverse.codex.runtime.approval;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Decides during one turn. When that ends, what is still open is declined and the policies are no longer kept waiting.
 * <p>
 * Thread-safe.
 */
public final class TurnApprovals implements ApprovalDecider {

    private final ApprovalDesk desk;
    private final ApprovalPolicy policy;
    private final Set<OpenDecision> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    TurnApprovals(ApprovalDesk desk, ApprovalPolicy policy) {
        this.desk = desk;
        this.policy = policy;
    }

    @Override
    public Uni<ApprovalDecision> decide(ApprovalRequest request) {
        return Uni.createFrom().emitter(emitter -> {
            OpenDecision decision = new OpenDecision(emitter);
            open.add(decision);
            emitter.onTermination(decision::drop);
            decision.await(desk.decide(policy, request));
            if (closed) {
                decision.decline();
            }
        });
    }

    /**
     * Ends the turn. What is asked from now on is declined.
     */
    @Override
    public void close() {
        closed = true;
        for (OpenDecision decision : open) {
            decision.decline();
        }
    }

    /** How many decisions are awaited. */
    int open() {
        return open.size();
    }

    private final class OpenDecision {

        private static final Cancellable DROPPED = () -> {
        };

        private final UniEmitter<? super ApprovalDecision> emitter;
        private final AtomicReference<Cancellable> policyRun = new AtomicReference<>();

        OpenDecision(UniEmitter<? super ApprovalDecision> emitter) {
            this.emitter = emitter;
        }

        void await(Uni<ApprovalDecision> decision) {
            if (closed) {
                return;
            }
            Cancellable run = decision.subscribe().with(this::complete, failure -> decline());
            if (!policyRun.compareAndSet(null, run)) {
                run.cancel();
            }
        }

        void decline() {
            complete(ApprovalDecision.decline());
        }

        void drop() {
            open.remove(this);
            Cancellable run = policyRun.getAndSet(DROPPED);
            if (run != null) {
                run.cancel();
            }
        }

        private void complete(ApprovalDecision decision) {
            open.remove(this);
            emitter.complete(decision);
            drop();
        }
    }
}
