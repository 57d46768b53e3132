package io.quarkiverse.codex.runtime.approval;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.runtime.host.ContentLogger;
import io.quarkiverse.codex.runtime.host.LogContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Decides for one client: by a thread's own policy, else by the client's. Whatever goes wrong, the decision is no.
 * <p>
 * Thread-safe.
 */
public final class ApprovalDesk {

    private static final Logger LOG = Logger.getLogger(ApprovalDesk.class);

    private final ApprovalPolicy clientPolicy;
    private final Duration timeout;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final ContentLogger content;

    /**
     * @param policies the client's policies, the first to be asked first
     * @param timeout how long a decision may take, zero for no limit
     * @param workers what the policies run on; not a pool on which the application waits for its turns, which would wait for
     *        each other then
     * @param timer measures the timeout
     * @param content logs what failures of policies say
     */
    public ApprovalDesk(List<ApprovalPolicy> policies, Duration timeout, Executor workers, ScheduledExecutorService timer,
            ContentLogger content) {
        this.clientPolicy = policies.isEmpty() ? null : ApprovalPolicy.firstOf(policies);
        this.timeout = timeout;
        this.workers = workers;
        this.timer = timer;
        this.content = content;
    }

    /**
     * Begins a turn.
     *
     * @param threadPolicy the thread's own policy, if any; then the client's are not asked
     * @return what decides during the turn, to be closed with it; never {@code null}
     */
    public TurnApprovals openTurn(Optional<ApprovalPolicy> threadPolicy) {
        return new TurnApprovals(this, threadPolicy.orElse(clientPolicy));
    }

    /** Gives a decision, neither {@code null} nor an abstention nor a failure. */
    Uni<ApprovalDecision> decide(ApprovalPolicy policy, ApprovalRequest request) {
        if (policy == null) {
            LOG.debugf("Declined, because there is no approval policy: %s", request);
            return declined();
        }
        Uni<ApprovalDecision> asked = Uni.createFrom()
                .<ApprovalDecision> emitter(emitter -> ask(policy, request, emitter)).runSubscriptionOn(workers);
        // An emitter is subscribed to at once, so that the time in the workers' queue counts too.
        Uni<ApprovalDecision> answer = Uni.createFrom().emitter(emitter -> emitter
                .onTermination(asked.subscribe().with(emitter::complete, emitter::fail)::cancel));
        if (!timeout.isZero()) {
            answer = answer.ifNoItem().after(timeout).on(timer).recoverWithUni(() -> {
                LOG.warnf("Declined, because no approval policy has decided within %s: %s", timeout, request);
                return declined();
            });
        }
        return answer
                .onItem().transform(decision -> checked(decision, request))
                .onFailure().recoverWithItem(failure -> failed(failure, request));
    }

    /** Within, for a policy may ask others only when it is subscribed to. */
    private static void ask(ApprovalPolicy policy, ApprovalRequest request,
            UniEmitter<? super ApprovalDecision> emitter) {
        try (LogContext turn = LogContext.open(request.clientName(), request.threadId(), request.turnId())) {
            emitter.onTermination(policy.decide(request).subscribe().with(emitter::complete, emitter::fail)::cancel);
        }
    }

    private static ApprovalDecision checked(ApprovalDecision decision, ApprovalRequest request) {
        if (decision == null) {
            LOG.warnf("Declined, because an approval policy answered null: %s", request);
            return ApprovalDecision.decline();
        }
        if (decision == ApprovalDecision.abstain()) {
            LOG.debugf("Declined, because all approval policies abstain: %s", request);
            return ApprovalDecision.decline();
        }
        return decision;
    }

    private ApprovalDecision failed(Throwable failure, ApprovalRequest request) {
        // Its message may well repeat the command it is about.
        LOG.warnf("Declined, because an approval policy failed with %s: %s", failure.getClass().getName(), request);
        content.failed("The failure of an approval policy: " + request, failure);
        return ApprovalDecision.decline();
    }

    private static Uni<ApprovalDecision> declined() {
        return Uni.createFrom().item(ApprovalDecision.decline());
    }
}
