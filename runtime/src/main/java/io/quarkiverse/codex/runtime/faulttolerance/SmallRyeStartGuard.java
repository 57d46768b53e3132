package io.quarkiverse.codex.runtime.faulttolerance;

import java.time.Duration;
import java.util.function.Supplier;

import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexUnavailableException;
import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.quarkiverse.codex.runtime.guard.StartLimits;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.mutiny.Uni;

/**
 * A guard whose refusals are typed as all failures of this extension are.
 */
final class SmallRyeStartGuard implements StartGuard {

    private final StartGuard guard;
    private final StartLimits limits;

    SmallRyeStartGuard(StartGuard guard, StartLimits limits) {
        this.guard = guard;
        this.limits = limits;
    }

    @Override
    public Uni<Void> guard(Supplier<Uni<Void>> start) {
        long begin = System.nanoTime();
        return Uni.createFrom().deferred(() -> guard.guard(start)).onFailure().transform(failure -> typed(failure, begin));
    }

    private Throwable typed(Throwable failure, long begin) {
        String notStarted = "The turn was not started because the " + limits.client() + " client ";
        if (failure instanceof CircuitBreakerOpenException) {
            return new CodexUnavailableException(notStarted + "has seen too many fail to begin: try again later. "
                    + origin("circuit-breaker") + " says how many, and how long turns are refused", failure);
        }
        if (failure instanceof RateLimitException rate) {
            return new CodexOverloadedException(notStarted + "has begun as many as it may for now: try again "
                    + when(rate.getRetryAfterMillis()) + ", or raise " + origin("rate-limit"));
        }
        if (failure instanceof BulkheadException) {
            return new CodexOverloadedException(notStarted + "has as many beginning as its guard allows: try again later, or"
                    + " change " + origin("start-guard"));
        }
        if (failure instanceof TimeoutException) {
            Duration limit = limits.timeout().isZero() ? Duration.ofNanos(System.nanoTime() - begin) : limits.timeout();
            return new CodexTimeoutException("The model did not begin to answer within " + limit + ", and the turn was ended."
                    + " The limit is " + origin("timeouts.start"), CodexTimeoutException.Kind.START, limit);
        }
        return failure;
    }

    private static String when(long retryAfterMillis) {
        return retryAfterMillis > 0 ? "after " + Duration.ofMillis(retryAfterMillis) : "later";
    }

    private String origin(String property) {
        return limits.prefix() + (limits.bean().isPresent() ? "start-guard" : property);
    }
}
