package io.quarkiverse.codex.runtime.observe;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.smallrye.mutiny.Uni;

/**
 * Measures a turn.
 */
final class MeteredTurn implements TurnWatch {

    private final ClientMeters meters;
    private final ObservedTurn turn;
    private final long begin = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final UsedTokens tokens = new UsedTokens();

    MeteredTurn(ClientMeters meters, ObservedTurn turn) {
        this.meters = meters;
        this.turn = turn;
    }

    @Override
    public Uni<Void> event(TurnEvent event) {
        meters.event(event);
        tokens.note(event);
        if (event instanceof TurnRetrying) {
            meters.retry();
        }
        return NO_WAIT;
    }

    @Override
    public Uni<Void> completed(TurnResult result) {
        end(TurnOutcome.of(result.status()), ClientMeters.NONE);
        return NO_WAIT;
    }

    @Override
    public Uni<Void> failed(Throwable failure) {
        end(TurnOutcome.FAILED, ErrorType.of(failure));
        return NO_WAIT;
    }

    @Override
    public void cancelled() {
        end(TurnOutcome.CANCELLED, ClientMeters.NONE);
    }

    /** Whoever cancels may do so while it ends. */
    private void end(TurnOutcome outcome, String errorType) {
        if (ended.compareAndSet(false, true)) {
            meters.turn(outcome, errorType, turn.model().orElse(null), Duration.ofNanos(System.nanoTime() - begin));
            Usage used = tokens.soFar();
            if (used.isKnown()) {
                meters.usage(turn.model().orElse(null), used);
            }
        }
    }

    @Override
    public ToolCaller around(ToolCaller tools) {
        return new MeteredTools(tools, meters);
    }

    @Override
    public ApprovalDecider around(ApprovalDecider approvals) {
        return new MeteredApprovals(approvals, meters);
    }
}
