package io.quarkiverse.codex.runtime.faulttolerance;

import java.time.temporal.ChronoUnit;

import jakarta.enterprise.util.TypeLiteral;

import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.guard.StartAbandonedException;
import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.quarkiverse.codex.runtime.guard.StartGuards;
import io.quarkiverse.codex.runtime.guard.StartLimits;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.faulttolerance.api.RateLimitType;
import io.smallrye.mutiny.Uni;

/**
 * Makes guards of SmallRye Fault Tolerance, or finds the application's.
 * <p>
 * The bulkhead is not among them: that is {@link io.quarkiverse.codex.runtime.guard.TurnGuard}, which says why. Nor is the
 * retry, for turns are tried again while somebody reads their events, and what guards a {@code Uni} knows nothing of these.
 */
public final class SmallRyeStartGuards implements StartGuards {

    static final TypeLiteral<Uni<Void>> START = new TypeLiteral<>() {

        private static final long serialVersionUID = 1L;
    };

    @Override
    public StartGuard create(StartLimits limits) {
        return new SmallRyeStartGuard(limits.bean().isPresent() ? own(bean(limits)) : build(limits), limits);
    }

    /** What is abandoned is no failure: without being told, each strategy would take it for one. */
    private static StartGuard own(Guard guard) {
        return start -> guard.get(() -> start.get().onFailure(StartAbandonedException.class).recoverWithNull(), START);
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

    private static StartGuard build(StartLimits limits) {
        // By this name they appear in the metrics.
        String description = "codex " + limits.client();
        StartGuard inner = rateAndTimeout(description, limits);
        if (limits.breaker().isEmpty()) {
            return inner;
        }
        Circuit circuit = new Circuit(description, limits.breaker().get(),
                failure -> failure instanceof TimeoutException || limits.passing().test(failure));
        return start -> circuit.guard(() -> inner.guard(start));
    }

    private static StartGuard rateAndTimeout(String description, StartLimits limits) {
        if (limits.mostTurns().isEmpty() && limits.timeout().isZero()) {
            return StartGuard.NONE;
        }
        Guard.Builder guard = Guard.create().withDescription(description);
        // A rolling window counts those that it refuses, too: whoever keeps asking would never get through. A smooth one lets
        // a single turn begin at first.
        limits.mostTurns().ifPresent(most -> guard.withRateLimit().limit(most)
                .window(limits.window().toMillis(), ChronoUnit.MILLIS).type(RateLimitType.FIXED).done());
        if (!limits.timeout().isZero()) {
            guard.withTimeout().duration(Math.max(1, limits.timeout().toMillis()), ChronoUnit.MILLIS).done();
        }
        Guard built = guard.build();
        return start -> built.get(start, START);
    }
}
