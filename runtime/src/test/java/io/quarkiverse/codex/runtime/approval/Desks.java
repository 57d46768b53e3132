package io.quarkiverse.codex.runtime.approval;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.runtime.host.ContentLogger;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Approval desks without a client. */
public final class Desks {

    private Desks() {
    }

    public static ApprovalDesk desk(List<ApprovalPolicy> policies, Duration timeout) {
        return desk(policies, timeout, Infrastructure.getDefaultWorkerPool());
    }

    static ApprovalDesk desk(List<ApprovalPolicy> policies, Duration timeout, Executor workers) {
        ScheduledExecutorService timer = Infrastructure.getDefaultWorkerPool();
        return new ApprovalDesk(policies, timeout, workers, timer, ContentLogger.NONE);
    }
}
