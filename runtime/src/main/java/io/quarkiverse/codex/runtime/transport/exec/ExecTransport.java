package io.quarkiverse.codex.runtime.transport.exec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.runtime.host.TraceContext;
import io.quarkiverse.codex.runtime.host.TransportGauges;
import io.quarkiverse.codex.runtime.process.ChildProcess;
import io.quarkiverse.codex.runtime.process.ProcessSpec;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.DaemonTimer;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.executable.CodexExecutable;

/**
 * Starts a process {@code codex exec --json} for each turn.
 */
public final class ExecTransport implements Transport {

    private static final Duration AFTER_GRACE = Duration.ofSeconds(5);
    /** Its name keeps it from the commands that codex runs. */
    private static final String MODEL_TOKEN = "QUARKUS_CODEX_MODEL_TOKEN";

    private final ExecSettings settings;
    private final ScheduledExecutorService timer;
    private final AtomicLong counter = new AtomicLong();
    private final Set<EventPump> running = ConcurrentHashMap.newKeySet();
    private final SharedSearch executable;
    private final TraceContext traces;
    private final Runnable dismissal;
    private volatile boolean closed;

    /**
     * Makes a transport of turns that belong to no trace.
     */
    public ExecTransport(ExecSettings settings) {
        this(settings, TraceContext.NONE, () -> {
        });
    }

    /**
     * @param traces what knows the trace that a turn belongs to
     * @param dismissal lets go of the client's threads when the transport is closed
     */
    public ExecTransport(ExecSettings settings, TraceContext traces, Runnable dismissal) {
        this.settings = settings;
        this.traces = traces;
        this.dismissal = dismissal;
        this.executable = new SharedSearch("codex-" + settings.label() + "-version", this::find);
        this.timer = DaemonTimer.create("codex-" + settings.label() + "-timer");
    }

    @Override
    public TurnExecution prepare(TurnRequest request, Runnable whenOver) {
        // Here the platform still propagates the caller's context; soon the turn goes its way on other threads.
        return new ExecTurn(this, request, whenOver, traces.current());
    }

    @Override
    public Optional<CodexUnsupportedException> whyNoSteering() {
        return Optional.of(ExecCommand.unsupported("Steering a running turn", "steer"));
    }

    ExecSettings settings() {
        return settings;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    String nextName() {
        return "codex-" + settings.label() + "-" + counter.incrementAndGet();
    }

    /**
     * Registers a turn, so that closing the transport ends it.
     */
    void enter(EventPump pump) {
        running.add(pump);
        if (closed) {
            running.remove(pump);
            throw new CodexShutdownException("The application is stopping: no turn is started any more");
        }
    }

    void leave(EventPump pump) {
        running.remove(pump);
    }

    /**
     * Starts codex. Blocks while codex is looked for, which happens once, until the thread is interrupted or the turn's time
     * is up.
     *
     * @param helper is told another process that has to end before, where there is one
     */
    ChildProcess start(String name, TurnRequest request, TurnFiles files, TurnTools tools, Consumer<ChildProcess> helper,
            Map<String, String> trace) {
        ExecCommand.check(request);
        settings.home().prepare();
        String path = executable(request.settings().turnTimeout()).path().toString();
        Duration limit = request.settings().turnTimeout();
        ExecCommand command = ExecCommand.of(
                tools.addTo(withModel(request),
                        directory -> HookReview.unreviewed(review(name, path, directory), directory.toString(),
                                timer, limit, helper)),
                files, tools.hasHooks());
        List<String> line = new ArrayList<>();
        line.add(path);
        line.addAll(command.arguments());
        Map<String, String> environment = tools.addTo(TraceVariables.in(settings.environment(), trace));
        ProcessSpec spec = new ProcessSpec(name, line, withModel(environment, request),
                request.settings().workingDirectory(),
                settings.mostStandardErrorBytes(), settings.grace());
        try {
            return ChildProcess.start(spec, command.prompt().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Whatever changed since codex was found: it has to be looked for again.
            executable.forget();
            throw new CodexProcessException(
                    "codex could not be started: " + settings.secrets().mask(String.valueOf(e.getMessage())), e);
        }
    }

    private static TurnRequest withModel(TurnRequest request) {
        return request.model().map(model -> model.addTo(request, "env_key", MODEL_TOKEN)).orElse(request);
    }

    private static Map<String, String> withModel(Map<String, String> environment, TurnRequest request) {
        if (request.model().isEmpty()) {
            return environment;
        }
        Map<String, String> more = new TreeMap<>(environment);
        more.put(MODEL_TOKEN, request.model().get().token());
        return more;
    }

    @Override
    public TransportGauges gauges() {
        return new TransportGauges((int) running.stream().filter(EventPump::hasProcess).count(), 0, 0, false);
    }

    private ProcessSpec review(String name, String path, Path directory) {
        return new ProcessSpec(name + "-hooks", List.of(path, "app-server"), settings.environment(), directory,
                settings.mostStandardErrorBytes(), settings.grace());
    }

    private CodexExecutable find() {
        return CodexExecutable.find(settings.client(), settings.executable().orElse(null), settings.environment(),
                settings.secrets());
    }

    private CodexExecutable executable(Duration limit) {
        try {
            return executable.await(limit);
        } catch (TimeoutException e) {
            throw new CodexTimeoutException("The turn took longer than " + limit
                    + " and was ended before codex had told its version. The limit is "
                    + settings.client().name("timeouts.turn") + ", or timeout of the thread's or the turn's options",
                    CodexTimeoutException.Kind.TURN, limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CodexException("The turn was ended while codex was looked for", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        List<EventPump> left = List.copyOf(running);
        left.forEach(pump -> pump.abort(Abort.failure(
                new CodexShutdownException(
                        "The turn was ended because the application is stopping; its thread can be resumed"))));
        // They all end at the same time, so that the last may take no longer than the first.
        long begin = System.nanoTime();
        Duration limit = settings.grace().plus(AFTER_GRACE);
        left.forEach(pump -> pump.awaitEnd(limit.minusNanos(System.nanoTime() - begin)));
        timer.shutdownNow();
        dismissal.run();
    }
}
