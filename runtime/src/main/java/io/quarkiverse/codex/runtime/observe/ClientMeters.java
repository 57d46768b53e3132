package io.quarkiverse.codex.runtime.observe;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.runtime.host.ClientGauges;

/**
 * The meters of a client. Thread-safe.
 */
final class ClientMeters {

    /** What a tag says that does not apply: all meters of a name have the same tags. */
    static final String NONE = "none";

    private static final int MOST_MODELS = 32;
    private static final String PREFIX = "codex.";
    /** The boundaries that the semantic conventions ask for. */
    private static final double[] TOKEN_BOUNDARIES = DoubleStream.iterate(1, tokens -> tokens * 4).limit(14).toArray();
    private static final Duration[] DURATION_BOUNDARIES = Stream
            .iterate(Duration.ofMillis(10), duration -> duration.multipliedBy(2)).limit(14).toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Tags client;
    private final BoundedNames models = new BoundedNames(MOST_MODELS);
    private final Map<String, Counter> events = new ConcurrentHashMap<>();

    ClientMeters(MeterRegistry registry, String clientName) {
        this.registry = registry;
        this.client = Tags.of("client", clientName);
    }

    /**
     * Has the registry ask for what can be asked for.
     */
    void attach(ClientGauges gauges) {
        gauge("turns.active", "Turns that run", gauges, ClientGauges::activeTurns);
        gauge("turns.queued", "Turns that wait until others are over", gauges, ClientGauges::queuedTurns);
        gauge("processes", "Processes of codex that run, or connections to remote ones", gauges,
                those -> those.transport().connections());
        gauge("buffered.characters", "Characters of events that wait for slow subscribers", gauges,
                those -> those.transport().bufferedCharacters());
        for (String hook : gauges.hookFailures().keySet()) {
            FunctionCounter.builder(PREFIX + "hooks.failures", gauges, those -> those.hookFailures().getOrDefault(hook, 0L))
                    .description("Runs of the application's hooks that have failed").tags(client).tag("hook", hook)
                    .register(registry);
        }
        FunctionCounter.builder(PREFIX + "process.restarts", gauges, those -> those.transport().restarts())
                .description("Processes or connections that were lost, or failed to start, and were begun again").tags(client)
                .register(registry);
    }

    private void gauge(String name, String description, ClientGauges gauges,
            ToDoubleFunction<ClientGauges> value) {
        Gauge.builder(PREFIX + name, gauges, value).description(description).tags(client).register(registry);
    }

    void turn(TurnOutcome outcome, String errorType, String model, Duration duration) {
        Timer.builder(PREFIX + "turns").description("Turns, from the subscription to their end, the time in the queue included")
                .tags(client).tag("outcome", outcome.tag()).tag("error", errorType).register(registry).record(duration);
        Timer.builder(GenAi.OPERATION_DURATION).description("GenAI operation duration")
                .tags(genAi(model)).tag(GenAi.ERROR_TYPE, errorType).serviceLevelObjectives(DURATION_BOUNDARIES)
                .register(registry).record(duration);
    }

    void usage(String model, Usage usage) {
        tokens("input", usage.inputTokens());
        tokens("cached_input", usage.cachedInputTokens());
        tokens("cache_write_input", usage.cacheWriteInputTokens());
        tokens("output", usage.outputTokens());
        tokens("reasoning_output", usage.reasoningOutputTokens());
        summary(model, "input").record(usage.inputTokens());
        summary(model, "output").record(usage.outputTokens());
    }

    private void tokens(String kind, long count) {
        Counter.builder(PREFIX + "tokens")
                .description("Tokens; input has the cached ones in it, and output those of the reasoning")
                .tags(client).tag("kind", kind).register(registry).increment(count);
    }

    private DistributionSummary summary(String model, String tokenType) {
        return DistributionSummary.builder(GenAi.TOKEN_USAGE).description("Number of input and output tokens used")
                .tags(genAi(model)).tag(GenAi.TOKEN_TYPE, tokenType).serviceLevelObjectives(TOKEN_BOUNDARIES)
                .register(registry);
    }

    private Tags genAi(String model) {
        return client.and(GenAi.OPERATION_NAME, GenAi.INVOKE_AGENT, GenAi.PROVIDER_NAME, GenAi.PROVIDER,
                GenAi.REQUEST_MODEL, model == null ? NONE : models.of(model));
    }

    void event(TurnEvent event) {
        // What this version does not know codex names as it likes.
        String type = event instanceof UnknownEvent ? BoundedNames.OTHER : event.type();
        events.computeIfAbsent(type, key -> Counter.builder(PREFIX + "events").description("Events of turns").tags(client)
                .tag("type", key).register(registry)).increment();
    }

    void retry() {
        Counter.builder(PREFIX + "turns.retries").description("Attempts at turns beyond the first").tags(client)
                .register(registry).increment();
    }

    void tool(String name, String outcome, Duration duration) {
        Timer.builder(PREFIX + "tool.calls").description("Calls of the application's tools").tags(client).tag("tool", name)
                .tag("outcome", outcome).register(registry).record(duration);
    }

    void approval(String kind, String decision, Duration wait) {
        Timer.builder(PREFIX + "approvals").description("What codex asked, and how long it waited for the answer").tags(client)
                .tag("kind", kind).tag("decision", decision).register(registry).record(wait);
    }
}
