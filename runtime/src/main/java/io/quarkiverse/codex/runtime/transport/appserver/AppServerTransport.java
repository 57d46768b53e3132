package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.runtime.process.ProcessSpec;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.CodexHome;
import io.quarkiverse.codex.runtime.transport.DaemonTimer;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.executable.CodexExecutable;

/**
 * Runs the turns of many threads on a few app-servers.
 */
public final class AppServerTransport implements Transport {

    private final AppServerSettings settings;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final List<AppServer> servers = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Set<AppServerTurn> running = ConcurrentHashMap.newKeySet();

    /**
     * @param workers runs what may block, consumers of events among it
     */
    public AppServerTransport(AppServerSettings settings, Executor workers) {
        this.settings = settings;
        this.workers = workers;
        this.timer = DaemonTimer.create("codex-" + settings.clientName() + "-timer");
        Supplier<MessageChannel> channels = () -> new StdioChannel(this::spec, settings.mostMessageBytes(),
                settings.secrets());
        for (int i = 0; i < settings.processes(); i++) {
            servers.add(new AppServer(channels, timer, workers, settings));
        }
    }

    private ProcessSpec spec() {
        CodexHome.check(settings.environment());
        CodexExecutable executable = CodexExecutable.find("codex-" + settings.clientName() + "-version",
                settings.executable().orElse(null), settings.environment(), settings.secrets());
        List<String> command = new ArrayList<>(List.of(executable.path().toString(), "app-server"));
        if (settings.apiKey().isPresent()) {
            // Otherwise the key of the handshake would be written to codex' home.
            command.addAll(List.of("--config", "cli_auth_credentials_store=\"ephemeral\""));
        }
        return new ProcessSpec("codex-" + settings.clientName() + "-app-server", command, settings.environment(), null,
                settings.mostStandardErrorBytes(), settings.grace());
    }

    @Override
    public TurnExecution prepare(TurnRequest request, Runnable whenOver) {
        return new AppServerTurn(this, request, whenOver);
    }

    /**
     * Returns the server for a thread. Only one process can have a thread open, so it stays with the one that has.
     */
    AppServer server(Optional<String> threadId) {
        if (threadId.isEmpty()) {
            return servers.get(Math.floorMod(next.getAndIncrement(), servers.size()));
        }
        String id = threadId.get();
        return servers.stream().filter(server -> server.hasOpen(id)).findFirst()
                .orElseGet(() -> servers.get(Math.floorMod(id.hashCode(), servers.size())));
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
        CodexException why = new CodexException("The turn was ended because the application is stopping; its thread can be"
                + " resumed");
        List.copyOf(running).forEach(turn -> turn.abort(Abort.failure(why)));
        servers.forEach(AppServer::close);
        servers.forEach(AppServer::awaitClosed);
        List.copyOf(running).forEach(turn -> turn.gone(why));
        timer.shutdownNow();
    }
}
