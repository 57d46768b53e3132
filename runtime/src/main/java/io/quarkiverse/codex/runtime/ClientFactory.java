package io.quarkiverse.codex.runtime;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.runtime.approval.ApprovalDesk;
import io.quarkiverse.codex.runtime.budget.BudgetObserver;
import io.quarkiverse.codex.runtime.budget.MemoryBudgetStore;
import io.quarkiverse.codex.runtime.config.AppServerConfig;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.TransportKind;
import io.quarkiverse.codex.runtime.guard.Premise;
import io.quarkiverse.codex.runtime.guard.StartGuards;
import io.quarkiverse.codex.runtime.guard.TurnGuard;
import io.quarkiverse.codex.runtime.health.ClientProbes;
import io.quarkiverse.codex.runtime.health.HomeCheck;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.ContentLogger;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TraceContext;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.probe.HookProbe;
import io.quarkiverse.codex.runtime.retry.RetryPolicy;
import io.quarkiverse.codex.runtime.tool.ToolDesk;
import io.quarkiverse.codex.runtime.tool.ToolRegistry;
import io.quarkiverse.codex.runtime.transport.CodexHome;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.DaemonTimer;
import io.quarkiverse.codex.runtime.transport.IsolatedHome;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.runtime.transport.appserver.AppServerSettings;
import io.quarkiverse.codex.runtime.transport.appserver.AppServerTransport;
import io.quarkiverse.codex.runtime.transport.appserver.Network;
import io.quarkiverse.codex.runtime.transport.appserver.RemoteSettings;
import io.quarkiverse.codex.runtime.transport.appserver.RemoteUrl;
import io.quarkiverse.codex.runtime.transport.exec.ExecSettings;
import io.quarkiverse.codex.runtime.transport.exec.ExecTransport;
import io.quarkiverse.codex.runtime.transport.exec.TomlOverrides;
import io.quarkiverse.codex.runtime.transport.executable.KnownExecutable;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.runtime.turn.ConfigText;
import io.quarkiverse.codex.runtime.turn.OptionLayers;
import io.quarkiverse.codex.tool.ToolSelection;

/**
 * Makes a client of its configuration.
 */
public final class ClientFactory {

    private final String name;
    private final ClientProperties properties;
    private final String label;
    private final ClientConfig config;
    private final ConfigurationCheck check;
    private final ClientLimits limits;
    private final Network network;
    private final TraceContext traces;
    private final ToolEndpoint toolEndpoint;
    private final Workers workers;

    private ClientFactory(String name, ClientConfig config, Network network, TraceContext traces,
            ToolEndpoint toolEndpoint) {
        this.name = name;
        this.properties = new ClientProperties(name);
        this.label = properties.label();
        this.config = config;
        this.check = new ConfigurationCheck(properties);
        this.limits = new ClientLimits(properties, config);
        this.network = network;
        this.traces = traces;
        this.toolEndpoint = toolEndpoint;
        this.workers = new Workers("codex-" + label + "-worker");
    }

    /**
     * Makes a client that lives in no application.
     *
     * @param name its name
     * @param config its configuration
     * @param mapper how structured answers are decoded
     * @param policies what decides what codex asks, in order
     * @return the client, to be closed with the application; never {@code null}
     * @throws CodexConfigurationException when a value cannot be; the message names it
     */
    public static CodexClientImpl create(String name, ClientConfig config, ObjectMapper mapper,
            List<ApprovalPolicy> policies) {
        return create(name, config, mapper, policies, Network.of(() -> {
            throw new CodexConfigurationException("The client " + name + " has no network and cannot be remote");
        }));
    }

    /**
     * Makes a client that lives in no application but may be remote.
     *
     * @param name its name
     * @param config its configuration
     * @param mapper how structured answers are decoded
     * @param policies what decides what codex asks, in order
     * @param network what a remote codex is reached by; used only where there is one
     * @return the client, to be closed with the application; never {@code null}
     * @throws CodexConfigurationException when a value cannot be; the message names it
     */
    public static CodexClientImpl create(String name, ClientConfig config, ObjectMapper mapper,
            List<ApprovalPolicy> policies, Network network) {
        return create(name, config, mapper, new Application(policies, List.of(), ToolRegistry.EMPTY, List.of(), Callers.NOBODY,
                TraceContext.NONE, ToolEndpoint.MISSING, List.of(), StartGuards.MISSING, new MemoryBudgetStore()), network);
    }

    /**
     * Makes a client.
     *
     * @param name its name
     * @param config its configuration
     * @param mapper how structured answers are decoded
     * @param application what of the application the client uses
     * @param network what a remote codex is reached by; used only where there is one
     * @return the client, to be closed with the application; never {@code null}
     * @throws CodexConfigurationException when a value cannot be; the message names it
     */
    public static CodexClientImpl create(String name, ClientConfig config, ObjectMapper mapper,
            Application application, Network network) {
        ClientFactory factory = new ClientFactory(name, config, network, application.traces(), application.toolEndpoint());
        factory.check.times(config);
        Transport transport = factory.transport();
        TurnGuard guard = factory.limits.guard(factory.premise(transport, application.observers()), factory.workers);
        // Who is given up is told so, and what that does is the application's affair.
        ScheduledExecutorService timer = DaemonTimer.create("codex-" + factory.label + "-limits", factory.workers);
        RetryPolicy retries = new RetryPolicy(factory.limits.retries(), application.retryClassifiers());
        return new CodexClientImpl(name, config, transport, mapper,
                factory.approvals(application.approvalPolicies(), timer),
                factory.tools(application, mapper, timer), application.callers(), guard,
                factory.limits.startGuard(application.startGuards()), retries,
                factory.observers(application), factory.workers);
    }

    /**
     * Checks what can be checked of a client's configuration without making the client.
     *
     * @throws CodexConfigurationException when a value cannot be; the message names it
     */
    static void check(String name, ClientConfig config) {
        new ConfigurationCheck(new ClientProperties(name)).times(config);
    }

    /**
     * Makes what is known of a client's health without making the client.
     *
     * @param client makes the client, or gives it where it was made
     */
    static ClientProbes.Subject healthSubject(String name, ClientConfig config, Supplier<CodexClientImpl> client) {
        ClientFactory factory = new ClientFactory(name, config, null, TraceContext.NONE, ToolEndpoint.MISSING);
        Map<String, String> environment = factory.environment();
        return new ClientProbes.Subject(name, config,
                new KnownExecutable(factory.properties, config.path().orElse(null), environment,
                        factory.secrets(config)),
                new HomeCheck(factory.properties, environment, environment.containsKey(CodexEnvironment.API_KEY),
                        config.config(), config.isolatedHome()),
                client);
    }

    /** A remote codex may be on another machine, where it could not ask our own model. */
    private Premise premise(Transport transport, List<TurnObserver> observers) {
        Set<NativeHookPoint> points = EnumSet.noneOf(NativeHookPoint.class);
        observers.forEach(observer -> points.addAll(observer.nativeHookPoints()));
        if (config.transport() == TransportKind.EXEC) {
            // There codex asks for leave for nothing.
            points.remove(NativeHookPoint.PERMISSION_REQUEST);
        }
        if (points.isEmpty() || config.transport() == TransportKind.REMOTE || !config.hooks().probe().enabled()) {
            return Premise.NONE;
        }
        OptionLayers layers = new OptionLayers(config);
        return new Premise(new HookProbe(properties, transport, () -> layers.resolve(ThreadOptions.NONE, TurnOptions.NONE),
                points, config.hooks().probe().timeout(), workers)::run);
    }

    /** Who counts comes first: of a turn that is not to begin, nobody else need hear. */
    private List<TurnObserver> observers(Application application) {
        List<TurnObserver> observers = new ArrayList<>();
        observers.add(new BudgetObserver(limits.budgets(), application.budgetStore(),
                DaemonTimer.create("codex-" + label + "-budget"), Clock.systemUTC()));
        observers.addAll(application.observers());
        return observers;
    }

    private ApprovalDesk approvals(List<ApprovalPolicy> policies, ScheduledExecutorService timer) {
        return new ApprovalDesk(policies, config.approvals().timeout(), workers, timer,
                new ContentLogger(config.log().content()));
    }

    private ToolDesk tools(Application application, ObjectMapper mapper, ScheduledExecutorService timer) {
        ToolSelection selection = application.toolSelections().stream().reduce(ToolSelection.all(), ToolSelection::and);
        return new ToolDesk(name, application.tools(), config.tools(), selection, mapper, timer,
                new ContentLogger(config.log().content()));
    }

    private Transport transport() {
        return switch (config.transport()) {
            case EXEC -> new ExecTransport(exec(), traces, workers::dismiss);
            case APP_SERVER -> new AppServerTransport(appServer(), workers, traces);
            case REMOTE -> remote();
        };
    }

    private ExecSettings exec() {
        Map<String, String> environment = environment();
        return new ExecSettings(properties, config.path(), environment, home(environment), secrets(config),
                check.bytes("exec.max-event-size", config.exec().maxEventSize()),
                check.bytes("standard-error-limit", config.standardErrorLimit()), config.timeouts().shutdown(),
                toolEndpoint, new ToolReach(properties, config.mcp().url(), config.mcp().fromElsewhere(), false));
    }

    private AppServerSettings appServer() {
        Map<String, String> environment = environment();
        Optional<String> apiKey = Optional.ofNullable(environment.remove(CodexEnvironment.API_KEY));
        return appServer(environment, apiKey, check.atLeastOne("app-server.processes", config.appServer().processes()), false);
    }

    private AppServerSettings appServer(Map<String, String> environment, Optional<String> apiKey, int processes,
            boolean elsewhere) {
        AppServerConfig server = config.appServer();
        return new AppServerSettings(properties, config.path(), environment, home(environment), apiKey, secrets(config),
                processes,
                check.bytes("app-server.max-message-size", server.maxMessageSize()),
                check.bytes("standard-error-limit", config.standardErrorLimit()),
                check.atLeastOne("app-server.max-requests", server.maxRequests()), server.requestTimeout(),
                check.atLeastOne("app-server.max-waiting-events", server.maxWaitingEvents()), server.maxWaitingText(),
                server.restartDelay(), server.maxRestartDelay(),
                check.atLeastOne("app-server.max-open-threads", server.maxOpenThreads()),
                check.atLeastOne("app-server.max-ephemeral-threads", server.maxEphemeralThreads()), server.idleTimeout(),
                config.timeouts().shutdown(), config.approvals().timeout(), toolEndpoint,
                new ToolReach(properties, config.mcp().url(), config.mcp().fromElsewhere(), elsewhere));
    }

    private CodexHome home(Map<String, String> environment) {
        if (!config.isolatedHome()) {
            return CodexHome.existing(environment, properties);
        }
        if (config.transport() == TransportKind.REMOTE || config.home().isEmpty()) {
            throw new CodexConfigurationException(properties.name("isolated-home") + " is set, "
                    + (config.transport() == TransportKind.REMOTE
                            ? "which is not for a codex that is remote: that one has the home of its own process"
                            : "and nothing says where: set " + properties.name("home")));
        }
        ConfigTree values = new ConfigTree();
        config.config().forEach((key, text) -> values.set(key, ConfigText.parse(text)));
        return new IsolatedHome(Path.of(environment.get(CodexHome.VARIABLE)), TomlOverrides.of(values.values()),
                properties.name("home"));
    }

    private Transport remote() {
        RemoteSettings remote = RemoteClients.settings(properties, config, network);
        boolean elsewhere = !remote.urls().stream().allMatch(RemoteUrl::isLoopback);
        return new AppServerTransport(appServer(Map.of(), Optional.empty(), remote.urls().size(), elsewhere), remote,
                workers, traces);
    }

    private Map<String, String> environment() {
        return CodexEnvironment.of(properties, config, System.getenv());
    }

    /**
     * Returns what masks everything that a client knows to be secret.
     */
    public static Secrets secrets(ClientConfig config) {
        List<String> values = new ArrayList<>();
        config.apiKey().ifPresent(values::add);
        config.remote().token().ifPresent(values::add);
        for (Map.Entry<String, String> variable : config.env().entrySet()) {
            if (CodexEnvironment.isSecret(variable.getKey())) {
                values.add(variable.getValue());
            }
        }
        System.getenv().forEach((variable, value) -> {
            if (CodexEnvironment.isSecret(variable)) {
                values.add(value);
            }
        });
        return new Secrets(values);
    }
}
