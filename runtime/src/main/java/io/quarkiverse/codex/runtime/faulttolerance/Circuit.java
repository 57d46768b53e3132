package io.quarkiverse.codex.runtime.faulttolerance;

import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.quarkiverse.codex.runtime.guard.StartLimits;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * A circuit breaker that a start may tell nothing.
 * <p>
 * For that of SmallRye Fault Tolerance (6.10.0) each call is a success or a failure, so that a turn which its caller cancels
 * would close the circuit. What speaks neither for nor against the model is therefore kept from it: a closed circuit never
 * hears of such a call again; in a half-open one, which lets in so many calls only, the next start takes the call over.
 */
final class Circuit implements StartGuard {

    private final Guard breaker;
    private final Predicate<Throwable> failures;
    private volatile Phase phase = new Phase(CircuitBreakerState.CLOSED);

    /**
     * @param description the name in the metrics
     * @param failures tells what speaks against the model from what says nothing of it
     */
    Circuit(String description, StartLimits.Breaker limits, Predicate<Throwable> failures) {
        this.failures = failures;
        this.breaker = Guard.create().withDescription(description).withCircuitBreaker()
                .requestVolumeThreshold(limits.volume()).failureRatio(limits.failureRatio())
                .delay(limits.delay().toMillis(), ChronoUnit.MILLIS).successThreshold(limits.successes())
                .onStateChange(state -> phase = new Phase(state)).done().build();
    }

    /** Neither the breaker's call nor the start ends with the interest in its outcome: the start tells when it is cancelled. */
    @Override
    public Uni<Void> guard(Supplier<Uni<Void>> start) {
        return Uni.createFrom().emitter(outcome -> {
            Call left = phase.left.poll();
            if (left != null) {
                begin(start, left, outcome);
                return;
            }
            breaker.get(() -> Uni.createFrom().<Void> emitter(verdict -> begin(start, new Call(phase, verdict), outcome)),
                    SmallRyeStartGuards.START).subscribe().with(well -> {
                    }, outcome::fail);
        });
    }

    /** The breaker first: whoever hears of the outcome finds the circuit as it is then. */
    private void begin(Supplier<Uni<Void>> start, Call call, UniEmitter<? super Void> outcome) {
        Uni.createFrom().deferred(() -> start.get()).subscribe().with(well -> {
            call.verdict.complete(null);
            outcome.complete(null);
        }, failure -> {
            if (failures.test(failure)) {
                call.verdict.fail(failure);
            } else {
                leave(call, failure);
            }
            outcome.fail(failure);
        });
    }

    private static void leave(Call call, Throwable failure) {
        switch (call.phase.state) {
            case CLOSED -> {
                // Nobody waits for it.
            }
            case HALF_OPEN -> call.phase.left.add(call);
            // It was let in before we were told that the circuit is half-open, and cannot be passed on.
            case OPEN -> call.verdict.fail(failure);
        }
    }

    /** A call that the breaker has let in. */
    private record Call(Phase phase, UniEmitter<? super Void> verdict) {
    }

    /** The time from one change of the breaker's state to the next. */
    private static final class Phase {

        final CircuitBreakerState state;
        /** Calls that were let in and are to be taken over; those of another phase the breaker does not care for any more. */
        final Queue<Call> left = new ConcurrentLinkedQueue<>();

        Phase(CircuitBreakerState state) {
            this.state = state;
        }
    }
}
