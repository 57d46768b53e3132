package io.quarkiverse.codex.runtime;

import java.util.Optional;
import java.util.concurrent.Executor;

import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.runtime.budget.BudgetSettings;
import io.quarkiverse.codex.runtime.config.BudgetConfig;
import io.quarkiverse.codex.runtime.config.BulkheadConfig;
import io.quarkiverse.codex.runtime.config.CircuitBreakerConfig;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.RateLimitConfig;
import io.quarkiverse.codex.runtime.config.RetryConfig;
import io.quarkiverse.codex.runtime.config.TransportKind;
import io.quarkiverse.codex.runtime.guard.Premise;
import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.quarkiverse.codex.runtime.guard.StartGuards;
import io.quarkiverse.codex.runtime.guard.StartLimits;
import io.quarkiverse.codex.runtime.guard.TurnGuard;
import io.quarkiverse.codex.runtime.guard.TurnLimits;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.retry.RetryPolicy;
import io.quarkiverse.codex.runtime.retry.RetrySettings;

/**
 * What a client's configuration says of how many turns there may be, what they may use up, and when they are begun again.
 */
record ClientLimits(ClientProperties client, ClientConfig config) {

    /** Together they take a bit more than a gigabyte, which a small machine can bear. */
    private static final int MOST_PROCESSES = 8;
    /** A turn takes a megabyte or two of the server; somewhat more starts at a time, and codex says that it is overloaded. */
    private static final int MOST_TURNS_OF_A_SERVER = 100;

    TurnGuard guard(Premise premise, Executor workers) {
        BulkheadConfig bulkhead = config.bulkhead();
        int usual = config.transport() == TransportKind.EXEC ? MOST_PROCESSES : MOST_TURNS_OF_A_SERVER;
        return new TurnGuard(TurnLimits.of(client.label(), client.prefix(), bulkhead.maxConcurrent().orElse(usual),
                bulkhead.maxQueued()), premise, workers);
    }

    StartGuard startGuard(StartGuards guards) {
        RateLimitConfig rate = config.rateLimit();
        CircuitBreakerConfig circuit = config.circuitBreaker();
        Optional<StartLimits.Breaker> breaker = !circuit.enabled() ? Optional.empty()
                : Optional.of(new StartLimits.Breaker(circuit.requestVolumeThreshold(), circuit.failureRatio(),
                        circuit.delay(), circuit.successThreshold()));
        StartLimits limits = new StartLimits(client.label(), client.prefix(), config.startGuard(), rate.maxTurns(),
                rate.window(), breaker, config.timeouts().start(), RetryPolicy::passesByItself).checked();
        return limits.areNone() ? StartGuard.NONE : guards.create(limits);
    }

    RetrySettings retries() {
        RetryConfig retry = config.retry();
        return new RetrySettings(retry.maxRetries(), retry.delay(), retry.factor(), retry.jitter(), retry.maxDelay(),
                retry.maxDuration(), retry.unsafe()).checked(client.prefix());
    }

    BudgetSettings budgets() {
        BudgetConfig budget = config.budget();
        BudgetConfig.WindowLimits window = budget.client();
        return new BudgetSettings(client.label(), client.prefix(), limits("turn", budget.turn()),
                shared("thread", budget.thread()), shared("client", window), window.window()).checked();
    }

    private Budget shared(String scope, BudgetConfig.SharedLimits limits) {
        Budget budget = limits(scope, limits);
        return limits.turns().isEmpty() ? budget : budget.turns(notNegative(scope + ".turns", limits.turns().getAsLong()));
    }

    private Budget limits(String scope, BudgetConfig.Limits limits) {
        Budget budget = Budget.UNLIMITED;
        if (limits.tokens().isPresent()) {
            budget = budget.tokens(notNegative(scope + ".tokens", limits.tokens().getAsLong()));
        }
        if (limits.toolCalls().isPresent()) {
            budget = budget.toolCalls(notNegative(scope + ".tool-calls", limits.toolCalls().getAsLong()));
        }
        if (limits.wallTime().isPresent()) {
            notNegative(scope + ".wall-time", limits.wallTime().get().toMillis());
            budget = budget.wallTime(limits.wallTime().get());
        }
        return budget;
    }

    private long notNegative(String key, long value) {
        return new ConfigurationCheck(client).notNegative("budget." + key, value);
    }
}
