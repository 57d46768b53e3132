package io.quarkiverse.codex.runtime.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.retry.RetryClassifier;
import io.quarkiverse.codex.runtime.Configs;
import io.quarkiverse.codex.runtime.approval.Desks;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.RetryConfig;
import io.quarkiverse.codex.runtime.guard.Premise;
import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.quarkiverse.codex.runtime.guard.TurnGuard;
import io.quarkiverse.codex.runtime.guard.TurnLimits;
import io.quarkiverse.codex.runtime.host.ContentLogger;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.retry.RetryPolicy;
import io.quarkiverse.codex.runtime.retry.RetrySettings;
import io.quarkiverse.codex.runtime.tool.ToolDesk;
import io.quarkiverse.codex.runtime.tool.ToolRegistry;
import io.quarkiverse.codex.runtime.transport.DaemonTimer;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.tool.ToolSelection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** A transport whose turns are what the test says, without any codex. */
final class CannedTransport implements Transport {

    final List<TurnRequest> begun = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final List<RetryClassifier> classifiers = new ArrayList<>();
    StartGuard starts = StartGuard.NONE;
    Premise premise = Premise.NONE;
    boolean clearsAwayLater;
    private final List<Runnable> left = new ArrayList<>();
    private final Function<TurnRequest, Multi<TurnEvent>> turns;

    CannedTransport(Function<TurnRequest, Multi<TurnEvent>> turns) {
        this.turns = turns;
    }

    static CannedTransport of(TurnEvent... events) {
        return new CannedTransport(request -> Multi.createFrom().items(events));
    }

    CodexClientImpl client(String... properties) {
        return client(List.of(), properties);
    }

    CodexClientImpl client(List<TurnObserver> observers, String... properties) {
        ClientConfig config = Configs.of(properties);
        TurnLimits limits = TurnLimits.of("canned", "quarkus.codex.", config.bulkhead().maxConcurrent().orElse(0),
                config.bulkhead().maxQueued());
        RetryConfig retry = config.retry();
        RetrySettings retries = new RetrySettings(retry.maxRetries(), retry.delay(), retry.factor(), retry.jitter(),
                retry.maxDelay(), retry.maxDuration(), retry.unsafe()).checked("quarkus.codex.");
        ObjectMapper mapper = new ObjectMapper();
        return new CodexClientImpl("canned", config, this, mapper, Desks.desk(List.of(), Duration.ZERO),
                new ToolDesk("canned", ToolRegistry.EMPTY, config.tools(), ToolSelection.all(), mapper,
                        DaemonTimer.create("canned"), ContentLogger.NONE),
                Callers.NOBODY,
                new TurnGuard(limits, premise, Runnable::run), starts, new RetryPolicy(retries, classifiers), observers,
                Runnable::run);
    }

    private void over(Runnable whenOver) {
        if (clearsAwayLater) {
            left.add(whenOver);
        } else {
            whenOver.run();
        }
    }

    /** Ends what was held back of the turns that are over. */
    void clearAway() {
        clearsAwayLater = false;
        left.forEach(Runnable::run);
    }

    @Override
    public TurnExecution prepare(TurnRequest request, Runnable whenOver) {
        return new TurnExecution() {

            @Override
            public Multi<TurnEvent> events() {
                return Multi.createFrom().deferred(() -> {
                    begun.add(request);
                    return turns.apply(request).onItem().invoke(request.witness()).onTermination().invoke(() -> over(whenOver));
                });
            }

            @Override
            public Uni<Void> interrupt() {
                return Uni.createFrom().voidItem().invoke(() -> calls.add("interrupt"));
            }

            @Override
            public Uni<Void> steer(TurnInput input) {
                return Uni.createFrom().failure(() -> new CodexUnsupportedException("no", "steer"));
            }
        };
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
