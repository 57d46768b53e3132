package io.quarkiverse.codex.runtime.faulttolerance;

import java.time.temporal.ChronoUnit;

import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.quarkiverse.codex.runtime.guard.StartGuards;
import io.quarkiverse.codex.runtime.guard.StartLimits;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.faulttolerance.api.RateLimitType;

/**
 * Makes guards of SmallRye Fault Tolerance, or finds the application's.
 * <p>
 * The bulkhead is not among them: that is {@link io.quarkiverse.codex.runtime.guard.TurnGuard}, which says why. Nor is the
 * retry, for turns are tried again while somebody reads their events, and what guards a {@code Uni} knows nothing of these.
 */
public final class SmallRyeStartGuards implements StartGuards {

    @Override
    public StartGuard create(StartLimits limits) {
        Guard guard = limits.bean().isPresent() ? bean(limits) : build(limits);
        return new SmallRyeStartGuard(guard, limits);
    }

    private static Guard bean(StartLimits limits) {
        String identifier = limits.bean().get();
        InstanceHandle<Guard> handle = Arc.container().instance(Guard.class, Identifier.Literal.of(identifier));
        if (!handle.isAvailable()) {
            throw new CodexConfigurationException(limits.prefix() + "start-guard is " + identifier
                    + ", but the application has no bean of type " + Guard.class.getName() + " with @Identifier(\"" + identifier
                    + "\"): produce one, or mend the name");
        }
        return handle.get();
    }

    private static Guard build(StartLimits limits) {
        // By this name it appears in the metrics.
        Guard.Builder guard = Guard.create().withDescription("codex " + limits.client());
        limits.breaker().ifPresent(breaker -> guard.withCircuitBreaker()
                .when(failure -> failure instanceof TimeoutException || limits.passing().test(failure))
                .requestVolumeThreshold(breaker.volume()).failureRatio(breaker.failureRatio())
                .delay(breaker.delay().toMillis(), ChronoUnit.MILLIS).successThreshold(breaker.successes()).done());
        // A rolling window counts those that it refuses, too: whoever keeps asking would never get through. A smooth one lets
        // a single turn begin at first.
        limits.mostTurns().ifPresent(most -> guard.withRateLimit().limit(most)
                .window(limits.window().toMillis(), ChronoUnit.MILLIS).type(RateLimitType.FIXED).done());
        if (!limits.timeout().isZero()) {
            guard.withTimeout().duration(Math.max(1, limits.timeout().toMillis()), ChronoUnit.MILLIS).done();
        }
        return guard.build();
    }
}
