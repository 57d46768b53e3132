package io.quarkiverse.codex.runtime.transport.appserver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TraceContext;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;
import io.quarkiverse.codex.runtime.transport.TurnTask;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Turns of a transport to a {@link FakeServer}, whose threads and time are the test's. */
final class Turns {

    static final Duration GRACE = Duration.ofSeconds(5);
    static final Duration FOREIGN_PATIENCE = Duration.ofMinutes(5);
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    /** More than all tries of a request to an overloaded codex take. */
    static final Duration LONG = Duration.ofSeconds(30);

    final FakeServer server = new FakeServer();
    /** What the next connections are. */
    Supplier<MessageChannel> channels = () -> server;
    final ManualTimer timer = new ManualTimer();
    final AppServerTransport transport;
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final ConfigTree config = new ConfigTree();
    ApprovalDecider approvals = ApprovalDecider.DECLINING;
    ToolCaller tools = ToolCaller.NONE;
    Runnable whenOver = () -> {
    };
    int over;
    boolean working;

    Turns() {
        this(GRACE);
    }

    Turns(Duration grace) {
        this(grace, request -> {
        });
    }

    Turns(Duration grace, Consumer<TurnRequest> check) {
        AppServerSettings settings = settings(grace, 100);
        transport = new AppServerTransport(settings, work::add, () -> {
        }, timer, TraceContext.NONE, false, List.of(() -> channels.get()), check, () -> Uni.createFrom().item(true));
    }

    static AppServerSettings settings(Duration grace, int mostRequests) {
        return new AppServerSettings(new ClientProperties("test"), Optional.empty(), Map.of(), Optional.empty(),
                new Secrets(List.of("sk-not-to-be-seen")), 1, 1 << 20, 1 << 16, mostRequests, REQUEST_TIMEOUT, 100, 10_000,
                Duration.ofSeconds(1), Duration.ofSeconds(8), 10, 10, Optional.empty(), grace, FOREIGN_PATIENCE,
                ToolEndpoint.MISSING,
                ToolReach.LOCAL);
    }

    /** Does all that is to be done on workers. */
    void work() {
        working = true;
        while (!work.isEmpty()) {
            work.poll().run();
        }
        working = false;
    }

    void pass(Duration time) {
        timer.advance(time);
        work();
    }

    void with(String key, Object value) {
        config.set(key, value);
    }

    TurnExecution prepare(Optional<String> threadId, Optional<TurnTask> task) {
        TurnSettings settings = new TurnSettings(Path.of("/"), List.of(), true, false, config, Duration.ZERO, Duration.ZERO);
        return transport.prepare(new TurnRequest(threadId, TurnInput.of("go"), settings, Optional.empty(),
                new TurnHost(approvals, tools), task), () -> {
                    over++;
                    whenOver.run();
                });
    }

    AssertSubscriber<TurnEvent> begin(TurnExecution turn) {
        AssertSubscriber<TurnEvent> subscriber = turn.events().subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        work();
        return subscriber;
    }

    /** Begins a turn of a new thread. */
    AssertSubscriber<TurnEvent> begin() {
        return begin(prepare(Optional.empty(), Optional.empty()));
    }

    /** Begins a turn of the thread that there is. */
    AssertSubscriber<TurnEvent> resume() {
        return begin(prepare(Optional.of(FakeServer.THREAD), Optional.empty()));
    }

    /** Begins a turn that codex has begun, too. */
    AssertSubscriber<TurnEvent> running(String turnId) {
        AssertSubscriber<TurnEvent> turn = begin();
        server.answer("turn/start", "{\"turn\":{\"id\":\"" + turnId + "\"}}");
        server.started(turnId);
        work();
        return turn;
    }
}
