package io.quarkiverse.codex.runtime.transport.appserver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.runtime.host.TraceContext;
import io.quarkiverse.codex.runtime.host.TransportGauges;
import io.quarkiverse.codex.runtime.process.ProcessSpec;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.DaemonTimer;
import io.quarkiverse.codex.runtime.transport.GitCheck;
import io.quarkiverse.codex.runtime.transport.RequestCheck;
import io.quarkiverse.codex.runtime.transport.RpcDoor;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.runtime.transport.executable.CodexExecutable;
import io.quarkiverse.codex.tool.ToolInfo;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;

/**
 * Runs the turns of many threads on a few app-servers.
 */
public final class AppServerTransport implements Transport {

    private static final Logger LOG = Logger.getLogger(AppServerTransport.class);

    private final AppServerSettings settings;
    private final Executor workers;
    private final TraceContext traces;
    private final Runnable dismissal;
    private final ScheduledExecutorService timer;
    private final NotificationHub notifications;
    private final boolean local;
    private final AppServers servers;
    private final Consumer<TurnRequest> check;
    private final Supplier<Uni<Boolean>> readiness;
    private final ToolMemory toolMemory = new ToolMemory();
    private final Set<AppServerTurn> running = ConcurrentHashMap.newKeySet();

    /**
     * Makes a transport to processes of its own.
     *
     * @param workers the client's own; dismissed with the transport
     * @param traces what knows the trace that a turn belongs to
     */
    public AppServerTransport(AppServerSettings settings, Workers workers, TraceContext traces) {
        this(settings, workers, workers::dismiss, timer(settings), traces, true, Collections.nCopies(settings.processes(),
                () -> new StdioChannel(() -> spec(settings), settings.mostMessageBytes(), settings.secrets())),
                request -> checkLocal(request, settings), () -> Uni.createFrom().item(true));
    }

    /**
     * Makes a transport to app-servers that somebody else has started.
     *
     * @param settings those that do not concern a process
     * @param remote where the servers are
     * @param workers the client's own; dismissed with the transport
     * @param traces what knows the trace that a turn belongs to
     */
    public AppServerTransport(AppServerSettings settings, RemoteSettings remote, Workers workers, TraceContext traces) {
        this(settings, workers, workers::dismiss, timer(settings), traces, false, channels(settings, remote, workers),
                RequestCheck::checkRemote, () -> RemoteReadiness.anyIsReady(remote));
    }

    AppServerTransport(AppServerSettings settings, Executor workers, Runnable dismissal, ScheduledExecutorService timer,
            TraceContext traces, boolean local, List<Supplier<MessageChannel>> channels, Consumer<TurnRequest> check,
            Supplier<Uni<Boolean>> readiness) {
        this.settings = settings;
        this.workers = workers;
        this.dismissal = dismissal;
        this.traces = traces;
        this.local = local;
        this.check = check;
        this.readiness = readiness;
        this.timer = timer;
        this.notifications = new NotificationHub(settings.label(), workers);
        this.servers = new AppServers(channels.stream()
                .map(channel -> new AppServer(channel, timer, workers, settings, notifications, !local)).toList(), local);
    }

    private static ScheduledExecutorService timer(AppServerSettings settings) {
        return DaemonTimer.create("codex-" + settings.label() + "-timer");
    }

    private static List<Supplier<MessageChannel>> channels(AppServerSettings settings, RemoteSettings remote,
            Executor workers) {
        RemoteFailures failures = new RemoteFailures(settings.client(), settings.secrets());
        return remote.urls().stream().map(url -> (Supplier<MessageChannel>) () -> new WebSocketChannel(remote, url, failures,
                settings.mostMessageBytes(), workers)).toList();
    }

    private static void checkLocal(TurnRequest request, AppServerSettings settings) {
        RequestCheck.check(request);
        GitCheck.check(request.settings(), settings.client());
    }

    private static ProcessSpec spec(AppServerSettings settings) {
        settings.home().prepare();
        CodexExecutable executable = CodexExecutable.find(settings.client(), settings.executable().orElse(null),
                settings.environment(), settings.secrets());
        List<String> command = new ArrayList<>(List.of(executable.path().toString(), "app-server"));
        if (settings.apiKey().isPresent()) {
            // Otherwise the key of the handshake would be written to codex' home.
            command.addAll(List.of("--config", "cli_auth_credentials_store=\"ephemeral\""));
        }
        return new ProcessSpec("codex-" + settings.label() + "-app-server", command, settings.environment(), null,
                settings.mostStandardErrorBytes(), settings.grace(), line -> LOG.debugf("codex app-server of client %s: %s",
                        settings.label(), settings.secrets().mask(line)));
    }

    @Override
    public TurnExecution prepare(TurnRequest request, Runnable whenOver) {
        // Here the platform still propagates the caller's context; soon the turn goes its way on other threads.
        return new AppServerTurn(this, request, whenOver, trace());
    }

    @Override
    public Uni<Boolean> ready() {
        return readiness.get();
    }

    @Override
    public TransportGauges gauges() {
        return new TransportGauges(servers.connections(), servers.restarts(),
                running.stream().mapToLong(AppServerTurn::waitingCharacters).sum(), servers.areFailing());
    }

    @Override
    public Uni<Void> start() {
        return servers.start();
    }

    @Override
    public Optional<RpcDoor> rpc() {
        return Optional.of(new AppServerDoor(servers, notifications, toolMemory, workers, this::trace));
    }

    private RpcMessage.Trace trace() {
        Map<String, String> headers = traces.current();
        String parent = headers.get("traceparent");
        return parent == null ? null : new RpcMessage.Trace(parent, headers.get("tracestate"));
    }

    /**
     * Refuses what can be seen to be wrong with a turn before codex is asked. May block.
     *
     * @throws CodexException what is wrong
     */
    void check(TurnRequest request) {
        check.accept(request);
    }

    /**
     * Returns whether the servers run on this machine, as processes of this transport.
     */
    boolean isLocal() {
        return local;
    }

    AppServers servers() {
        return servers;
    }

    ToolMemory toolMemory() {
        return toolMemory;
    }

    /**
     * Says in the log when the agent of a thread that goes on has other tools than it would be given now. Returns at once.
     */
    void compareTools(AppServerSession session, String threadId, List<ToolInfo> now) {
        // Where there are no tools, none is new, and most applications have none.
        if (!local || now.isEmpty() || toolMemory.remembers(threadId)) {
            toolMemory.resumed(threadId, now);
            return;
        }
        ObjectNode thread = JsonNodeFactory.instance.objectNode().put("threadId", threadId);
        session.request("thread/read", thread).emitOn(workers)
                .map(Unchecked.function(answer -> KeptTools.read(Path.of(answer.path("thread").path("path").asText()))))
                .onFailure().invoke(failure -> LOG.debugf(failure,
                        "It cannot be known with which tools the thread %s was started", threadId))
                .onFailure().recoverWithItem(Optional.empty())
                .subscribe().with(tools -> {
                    toolMemory.found(threadId, tools);
                    toolMemory.resumed(threadId, now);
                });
    }

    AppServerSettings settings() {
        return settings;
    }

    Executor workers() {
        return workers;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /**
     * Has something done later.
     *
     * @return for cancelling it, or {@code null} when there is no later because the transport is closed
     */
    ScheduledFuture<?> after(Duration delay, Runnable action) {
        try {
            return timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            return null;
        }
    }

    void enter(AppServerTurn turn) {
        running.add(turn);
    }

    void leave(AppServerTurn turn) {
        running.remove(turn);
    }

    @Override
    public void close() {
        CodexException why = new CodexShutdownException(
                "The turn was ended because the application is stopping; its thread can be"
                        + " resumed");
        CompletableFuture<?> ended = servers.endTurns();
        List.copyOf(running).forEach(turn -> turn.abort(Abort.failure(why)));
        ended.completeOnTimeout(null, settings.grace().toMillis(), TimeUnit.MILLISECONDS).join();
        servers.close();
        List.copyOf(running).forEach(turn -> turn.gone(why));
        notifications.close();
        timer.shutdownNow();
        // What was to be tried again is not, for there is no later any more.
        List.copyOf(running).forEach(AppServerTurn::waitNoLonger);
        dismissal.run();
    }
}
