package io.quarkiverse.codex.runtime.turn;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.retry.FailedAttempt;
import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.host.TurnErrors;
import io.quarkiverse.codex.runtime.retry.Effects;
import io.quarkiverse.codex.runtime.retry.RetryPolicy;
import io.quarkiverse.codex.runtime.transport.TurnRequest;

/**
 * The attempts at one turn: makes of its request that of the next one, and tells whether there is one.
 */
final class TurnRetries {

    private final RetryPolicy policy;
    private final boolean unsafe;
    private final String clientName;
    private final long begin = System.nanoTime();
    private int number = 1;
    private volatile Effects effects;
    private Duration timeout = Duration.ZERO;
    private Throwable lastFailure;

    TurnRetries(RetryPolicy policy, boolean unsafe, String clientName) {
        this.policy = policy;
        this.unsafe = unsafe;
        this.clientName = clientName;
    }

    /**
     * Returns the request of the attempt that is to begin.
     *
     * @param replaced codex' id of the turn that has failed, if there is one
     */
    TurnRequest request(TurnRequest first, Optional<String> replaced) {
        // What was done all the same, the model should know of.
        Optional<String> forgotten = effects == null || effects.areKnown() ? Optional.empty() : replaced;
        effects = new Effects(isReadOnly(first));
        timeout = first.settings().turnTimeout();
        TurnRequest witnessed = first.witnessed(effects.watching(first.host()), effects::note);
        return number == 1 ? witnessed : witnessed.again(spent(), forgotten);
    }

    private static boolean isReadOnly(TurnRequest request) {
        return SandboxMode.READ_ONLY.wireName().equals(request.settings().config().text("sandbox_mode"));
    }

    private Duration spent() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /**
     * Notes that the turn was given more input, which a further attempt would not have.
     */
    void steered() {
        effects.steered();
    }

    /**
     * Decides what becomes of a turn whose attempt has failed.
     *
     * @return what tells of the next one, or empty when this was the last
     */
    Optional<TurnRetrying> after(Optional<String> threadId, Throwable failure) {
        if (lastFailure != null && lastFailure != failure) {
            failure.addSuppressed(lastFailure);
        }
        lastFailure = failure;
        if (!unsafe && !effects.permitRetry(failure)) {
            return Optional.empty();
        }
        Optional<Duration> delay;
        try (LogContext context = LogContext.open(clientName, threadId.orElse(null), null)) {
            delay = policy.delay(new FailedAttempt(clientName, threadId, number, failure), spent(), timeout);
        }
        if (delay.isPresent()) {
            number++;
        }
        return delay.map(time -> new TurnRetrying(number, time, TurnErrors.of(failure)));
    }
}
