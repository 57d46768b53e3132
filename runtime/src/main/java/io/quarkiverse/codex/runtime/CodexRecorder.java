package io.quarkiverse.codex.runtime;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.approval.PendingApprovals;
import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.retry.RetryClassifier;
import io.quarkiverse.codex.runtime.approval.ApprovalPolicies;
import io.quarkiverse.codex.runtime.approval.PendingApprovalsImpl;
import io.quarkiverse.codex.runtime.budget.MemoryBudgetStore;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.CodexConfig;
import io.quarkiverse.codex.runtime.config.SessionConfig;
import io.quarkiverse.codex.runtime.faulttolerance.SmallRyeStartGuards;
import io.quarkiverse.codex.runtime.guard.StartGuards;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.TraceContext;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.observe.OpenTelemetryContext;
import io.quarkiverse.codex.runtime.session.SessionsFactory;
import io.quarkiverse.codex.runtime.session.store.MemorySessionStore;
import io.quarkiverse.codex.runtime.tool.ToolRegistry;
import io.quarkiverse.codex.runtime.transport.appserver.Network;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionRedactor;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkiverse.codex.tool.ToolSelection;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Makes the clients when the application first uses them.
 */
@Recorder
public class CodexRecorder {

    private final RuntimeValue<CodexConfig> config;
    private final RuntimeValue<SessionConfig> sessionConfig;

    public CodexRecorder(RuntimeValue<CodexConfig> config, RuntimeValue<SessionConfig> sessionConfig) {
        this.config = config;
        this.sessionConfig = sessionConfig;
    }

    /**
     * Returns the creator of a client's bean.
     *
     * @param name the client's name
     * @param observers what makes who watches its turns, in order
     * @param shutdown what ends the client with the application, and with each reload in dev mode
     * @param graceful what has it refuse new turns before that
     * @param traces what knows the trace that a turn belongs to
     * @param startGuards makes what stands around the start of turns
     */
    public Function<SyntheticCreationalContext<CodexClient>, CodexClient> client(String name,
            List<RuntimeValue<TurnObserverFactory>> observers, ShutdownContext shutdown, GracefulShutdown graceful,
            RuntimeValue<TraceContext> traces, RuntimeValue<StartGuards> startGuards) {
        return context -> {
            ObjectMapper mapper = context.getInjectedReference(ObjectMapper.class);
            Vertx vertx = context.getInjectedReference(Vertx.class);
            TlsConfigurationRegistry registry = context.getInjectedReference(TlsConfigurationRegistry.class);
            Network network = new Network(() -> vertx, tls -> TlsConfiguration.from(registry, tls));
            ClientConfig clientConfig = config.getValue().clients().get(name);
            List<TurnObserver> watching = observers.stream()
                    .flatMap(factory -> factory.getValue().create(name, clientConfig).stream()).toList();
            CodexClientImpl client = ClientFactory.create(name, clientConfig, mapper,
                    new Application(ApprovalPolicies.ofClient(Arc.container(), name), watching,
                            context.getInjectedReference(ToolRegistry.class), ofClient(ToolSelection.class, name),
                            context.getInjectedReference(Callers.class), traces.getValue(), toolEndpoint(),
                            ofClient(RetryClassifier.class, name), startGuards.getValue(), budgetStore()),
                    network);
            graceful.add(client);
            shutdown.addShutdownTask(client::close);
            return client;
        };
    }

    /** By descending {@code @Priority}; they must be unremovable, for nobody injects them. */
    private static <T> List<T> ofClient(Class<T> type, String clientName) {
        return Arc.container().listAll(type, ClientQualifier.of(clientName)).stream().map(InstanceHandle::get).toList();
    }

    /** Made when something is to be counted: whoever sets no budget need not have what it would be counted in. */
    private static BudgetStore budgetStore() {
        InjectableInstance<BudgetStore> stores = Arc.container().select(BudgetStore.class);
        return stores.isUnsatisfied() ? new MemoryBudgetStore()
                : (key, more, keep) -> Uni.createFrom().deferred(() -> stores.get().add(key, more, keep));
    }

    /** An application without the Quarkus MCP Server has none. */
    private static ToolEndpoint toolEndpoint() {
        InstanceHandle<ToolEndpoint> endpoint = Arc.container().instance(ToolEndpoint.class);
        return endpoint.isAvailable() ? endpoint.get() : ToolEndpoint.MISSING;
    }

    /**
     * Returns what waits for turns when the application stops.
     */
    public GracefulShutdown gracefulShutdown() {
        return new GracefulShutdown();
    }

    /**
     * Returns what makes no guards.
     */
    public RuntimeValue<StartGuards> noStartGuards() {
        return new RuntimeValue<>(StartGuards.MISSING);
    }

    /**
     * Returns what makes guards of SmallRye Fault Tolerance, which the application must have.
     */
    public RuntimeValue<StartGuards> smallRyeStartGuards() {
        return new RuntimeValue<>(new SmallRyeStartGuards());
    }

    /**
     * Returns the creator of the bean of a client's sessions.
     *
     * @param name the client's name
     * @param shutdown what ends the sessions with the application, and with each reload in dev mode
     */
    public Function<SyntheticCreationalContext<CodexSessions>, CodexSessions> sessions(String name,
            ShutdownContext shutdown) {
        return context -> {
            SessionStore store = context.getInjectedReference(SessionStore.class);
            CodexClientImpl client = (CodexClientImpl) ClientProxy
                    .unwrap(context.getInjectedReference(CodexClient.class, ClientQualifier.of(name)));
            List<SessionRedactor> redactors = Arc.container().listAll(SessionRedactor.class).stream()
                    .map(InstanceHandle::get).toList();
            boolean shared = !(ClientProxy.unwrap(store) instanceof MemorySessionStore);
            SessionsFactory.Closeable sessions = new SessionsFactory(sessionConfig.getValue(), store, redactors, shared)
                    .create(name, client, ClientFactory.secrets(config.getValue().clients().get(name))::mask);
            shutdown.addShutdownTask(() -> {
                // In this order, for what becomes of the turns that are ended now is to be recorded.
                client.close();
                sessions.close();
            });
            return sessions;
        };
    }

    /**
     * Returns what knows nothing of traces.
     */
    public RuntimeValue<TraceContext> noTraces() {
        return new RuntimeValue<>(TraceContext.NONE);
    }

    /**
     * Returns what knows the traces of OpenTelemetry, which the application must have.
     */
    public RuntimeValue<TraceContext> openTelemetryTraces() {
        return new RuntimeValue<>(new OpenTelemetryContext());
    }

    /**
     * Returns what makes the questions that wait for a person.
     */
    public Supplier<PendingApprovals> pendingApprovals() {
        return () -> new PendingApprovalsImpl(
                config.getValue().clients().get(CodexClient.DEFAULT_NAME).approvals().pendingLimit());
    }

    /**
     * Refuses a configuration that cannot be before anybody uses it.
     *
     * @param names the names of all clients
     */
    public void checkConfiguration(List<String> names) {
        names.forEach(name -> ClientFactory.check(name, config.getValue().clients().get(name)));
    }

    /**
     * Starts the clients that are not to wait for their first turn.
     *
     * @param names the names of all clients
     */
    public void startEagerClients(List<String> names) {
        EagerStart.start(eager(names));
    }

    /**
     * Has them find out whether their turns may begin, for which codex has to reach the application.
     *
     * @param names the names of all clients
     */
    public void tryEagerClientsOut(List<String> names) {
        EagerStart.tryOut(eager(names));
    }

    private List<String> eager(List<String> names) {
        return names.stream().filter(name -> config.getValue().clients().get(name).appServer().eagerStart()).toList();
    }
}
