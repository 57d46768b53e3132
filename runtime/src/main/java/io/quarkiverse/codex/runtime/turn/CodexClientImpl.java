package io.quarkiverse.codex.runtime.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexAccount;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfiguration;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexModels;
import io.quarkiverse.codex.CodexRpc;
import io.quarkiverse.codex.CodexSkills;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexThreads;
import io.quarkiverse.codex.CodexTools;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.management.CodexInfo;
import io.quarkiverse.codex.runtime.approval.ApprovalDesk;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.quarkiverse.codex.runtime.guard.TurnGuard;
import io.quarkiverse.codex.runtime.host.ClientGauges;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.LostThread;
import io.quarkiverse.codex.runtime.host.ThreadAccess;
import io.quarkiverse.codex.runtime.host.TransportGauges;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.management.AccountImpl;
import io.quarkiverse.codex.runtime.management.ConfigurationImpl;
import io.quarkiverse.codex.runtime.management.ModelsImpl;
import io.quarkiverse.codex.runtime.management.RpcAccess;
import io.quarkiverse.codex.runtime.management.RpcImpl;
import io.quarkiverse.codex.runtime.management.SkillsImpl;
import io.quarkiverse.codex.runtime.management.ThreadsImpl;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.retry.RetryPolicy;
import io.quarkiverse.codex.runtime.schema.OutputSchemas;
import io.quarkiverse.codex.runtime.tool.CodexToolsImpl;
import io.quarkiverse.codex.runtime.tool.ToolDesk;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.quarkiverse.codex.runtime.transport.TurnTask;
import io.smallrye.mutiny.Uni;

/**
 * A client on its transport.
 */
public final class CodexClientImpl implements CodexClient, ClientGauges, ThreadAccess, AutoCloseable {

    private final String name;
    private final TurnRunner runner;
    private final CodexThreads threads;
    private final CodexModels models;
    private final CodexTools tools;
    private final CodexSkills skills;
    private final CodexConfiguration configuration;
    private final CodexAccount account;
    private final RpcImpl rpc;

    /**
     * @param name the client's name
     * @param config the client's configuration
     * @param transport how it talks to codex; closed with the client
     * @param mapper how structured answers are decoded
     * @param approvals decides what codex asks
     * @param tools calls the application's tools
     * @param callers tells who begins a turn
     * @param guard lets turns begin; closed with the client
     * @param starts stands around the start of each attempt at a turn
     * @param retries decides which turns are tried again
     * @param observers who watches the turns, in order
     * @param workers where a turn goes on that had to wait for its observers
     */
    public CodexClientImpl(String name, ClientConfig config, Transport transport, ObjectMapper mapper,
            ApprovalDesk approvals, ToolDesk tools, Callers callers, TurnGuard guard, StartGuard starts, RetryPolicy retries,
            List<TurnObserver> observers, Executor workers) {
        this.name = name;
        RpcAccess access = new RpcAccess(new ClientProperties(name), transport, transportName(config), mapper);
        this.runner = new TurnRunner(name, transport, new OutputSchemas(mapper), config, approvals, tools, callers, access,
                guard, starts, retries, observers, workers);
        this.threads = new ThreadsImpl(access, this::forkThread, this::compact);
        this.models = new ModelsImpl(access);
        this.tools = new CodexToolsImpl(tools);
        this.skills = new SkillsImpl(access, () -> runner.settings(ThreadOptions.NONE).workingDirectory());
        this.configuration = new ConfigurationImpl(access);
        this.account = new AccountImpl(access);
        this.rpc = new RpcImpl(access);
        observers.forEach(observer -> observer.attach(this));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CodexThread startThread() {
        return startThread(ThreadOptions.NONE);
    }

    @Override
    public CodexThread startThread(ThreadOptions options) {
        return new CodexThreadImpl(runner, null, options);
    }

    @Override
    public CodexThread resumeThread(String threadId) {
        return resumeThread(threadId, ThreadOptions.NONE);
    }

    @Override
    public CodexThread resumeThread(String threadId, ThreadOptions options) {
        if (threadId == null || threadId.isBlank()) {
            throw new CodexConfigurationException(
                    "A thread is resumed by its id, and none was given: use startThread() for a new one");
        }
        if (threadId.startsWith("-")) {
            // It would reach codex as an option.
            throw new CodexConfigurationException("A thread's id does not begin with '-': use an id that"
                    + " CodexThread.id() or TurnResult.threadId() gave");
        }
        return new CodexThreadImpl(runner, threadId, options);
    }

    @Override
    public Uni<CodexThread> forkThread(String threadId) {
        return forkThread(threadId, ThreadOptions.NONE);
    }

    @Override
    public Uni<CodexThread> forkThread(String threadId, ThreadOptions options) {
        return Uni.createFrom().deferred(() -> runner.access().door("fork").fork(threadId, runner.settings(options)))
                .map(id -> resumeThread(id, options));
    }

    @Override
    public CodexThread open(Optional<String> threadId, Optional<LostThread> lost, ThreadOptions options,
            TurnObserver observer, Caller caller) {
        List<TurnObserver> observers = new ArrayList<>(runner.observers());
        observers.add(observer);
        return new CodexThreadImpl(runner, threadId.orElse(null), options, lost, List.copyOf(observers),
                () -> caller);
    }

    @Override
    public Caller caller() {
        return runner.caller();
    }

    @Override
    public List<TurnObserver> observers() {
        return runner.observers();
    }

    @Override
    public Map<String, Long> hookFailures() {
        return runner.observers().stream().flatMap(observer -> observer.failures().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    }

    @Override
    public Uni<Void> close(String threadId) {
        return Uni.createFrom().deferred(() -> runner.transport().rpc()
                .map(door -> door.request("thread/unsubscribe",
                        JsonNodeFactory.instance.objectNode().put("threadId", threadId)).replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    @Override
    public Executor workers() {
        return runner.workers();
    }

    private static String transportName(ClientConfig config) {
        return config.transport().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Uni<TurnResult> compact(String threadId) {
        return Uni.createFrom().deferred(() -> new CodexThreadImpl(runner, threadId, ThreadOptions.NONE).run("compact",
                new TurnTask.Compaction()));
    }

    @Override
    public CodexThreads threads() {
        return threads;
    }

    @Override
    public CodexModels models() {
        return models;
    }

    @Override
    public CodexTools tools() {
        return tools;
    }

    @Override
    public CodexSkills skills() {
        return skills;
    }

    @Override
    public CodexConfiguration config() {
        return configuration;
    }

    @Override
    public CodexAccount account() {
        return account;
    }

    @Override
    public Uni<CodexInfo> info() {
        return rpc.info();
    }

    @Override
    public CodexRpc rpc() {
        return rpc;
    }

    /**
     * Starts what would else be started by the first turn.
     *
     * @return completes when it runs
     */
    public Uni<Void> start() {
        return runner.transport().start();
    }

    /**
     * Finds out what the first turn would else have to wait for.
     *
     * @return completes when turns may begin
     */
    public Uni<Void> mayBegin() {
        return runner.guard().mayBegin();
    }

    /**
     * Finds out whether codex is there, without having it run a turn.
     *
     * @return whether a new thread could be started somewhere; never fails
     */
    public Uni<Boolean> ready() {
        return runner.transport().ready();
    }

    @Override
    public boolean isClosed() {
        return runner.guard().isClosed();
    }

    @Override
    public int activeTurns() {
        return runner.guard().active();
    }

    @Override
    public int queuedTurns() {
        return runner.guard().queued();
    }

    @Override
    public TransportGauges transport() {
        return runner.transport().gauges();
    }

    /**
     * Refuses new turns, and those that wait. The ones that run go on.
     *
     * @return completes when the last of them is over
     */
    public CompletionStage<Void> drain() {
        runner.guard().close();
        return runner.guard().whenIdle();
    }

    /**
     * Ends the turns that run or wait and refuses new ones. Blocks until all processes are gone.
     */
    @Override
    public void close() {
        runner.guard().close();
        runner.pauses().close();
        runner.transport().close();
    }
}
