package io.quarkiverse.codex.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.retry.RetryClassifier;
import io.quarkiverse.codex.runtime.Application;
import io.quarkiverse.codex.runtime.ClientFactory;
import io.quarkiverse.codex.runtime.budget.MemoryBudgetStore;
import io.quarkiverse.codex.runtime.config.CodexConfig;
import io.quarkiverse.codex.runtime.config.SessionConfig;
import io.quarkiverse.codex.runtime.guard.StartGuards;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.TraceContext;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.session.SessionsFactory;
import io.quarkiverse.codex.runtime.tool.ToolRegistry;
import io.quarkiverse.codex.runtime.transport.appserver.Network;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionRedactor;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

/**
 * A real codex with a scripted model and a home and a working directory of its own, for each test: register it with
 * {@code @RegisterExtension}. Clients are made of the same properties as in an application, but without one, so that each
 * test can have its own configuration in no time.
 */
public final class Codex implements AfterEachCallback {

    /** The same behaviours are expected of every transport, so the build says which one the tests run on. */
    private static final String TRANSPORT = System.getProperty("codex.transport", "exec");
    /** What clients that are remote are connected by. It is there for all tests of the JVM, and so is never closed. */
    private static final Network NETWORK = Network.of(new Supplier<>() {

        private Vertx vertx;

        @Override
        public synchronized Vertx get() {
            if (vertx == null) {
                vertx = Vertx.vertx();
            }
            return vertx;
        }
    });
    /** What sessions know to be secret. */
    static final String SECRET = "the-secret-of-the-application";
    private static final Path ROOT = Path.of("target", "behaviours").toAbsolutePath();

    static {
        ContextPropagation.setUp();
    }

    private final ScriptedModel model = new ScriptedModel();
    /** Shared, as the replicas of an application share it. */
    private final BudgetStore budgets = new MemoryBudgetStore();
    private final List<CodexClientImpl> clients = new ArrayList<>();
    private final List<SessionsFactory.Closeable> sessions = new ArrayList<>();
    private final List<ApprovalPolicy> policies = new ArrayList<>();
    private final List<RetryClassifier> classifiers = new ArrayList<>();
    private final List<TurnObserver> observers = new ArrayList<>();
    private final Map<Map<String, String>, RemoteServer> servers = new HashMap<>();
    private StartGuards startGuards = StartGuards.MISSING;
    private Path directory;

    /** Has the clients that are made from now on ask a policy. */
    public Codex policy(ApprovalPolicy policy) {
        policies.add(policy);
        return this;
    }

    /** Has the clients that are made from now on ask which failures pass by themselves. */
    public Codex classifier(RetryClassifier classifier) {
        classifiers.add(classifier);
        return this;
    }

    /** Has the clients that are made from now on watched. */
    public Codex observer(TurnObserver observer) {
        observers.add(observer);
        return this;
    }

    /** Has the clients that are made from now on, and have a rate limit or the like, guard the start of their turns so. */
    public Codex startGuards(StartGuards guards) {
        startGuards = guards;
        return this;
    }

    /** Has the clients that are made from now on ask nobody. */
    public Codex clearPolicies() {
        policies.clear();
        return this;
    }

    /** The model that answers codex. */
    public ScriptedModel model() {
        return model;
    }

    /**
     * The client with the given properties, without their prefix, beside those that lead to the model. One that is
     * {@code null} is left out.
     */
    public CodexClient client(String... properties) {
        return named(CodexClient.DEFAULT_NAME, properties);
    }

    /** Like {@link #client}, for a client whose threads a test can tell from those of all others. */
    public CodexClient named(String clientName, String... properties) {
        Map<String, String> all = new HashMap<>();
        all.put("path", CodexBinary.findOrInstall().path().toString());
        all.put("transport", TRANSPORT);
        // A test that hangs fails long before the build does.
        all.put("timeouts.turn", "2M");
        // A failure is seen at once; who expects to be tried again says so.
        all.put("retry.max-retries", "0");
        all.put("home", home().toString());
        all.put("working-directory", workspace().toString());
        all.put("skip-git-repo-check", "true");
        model.configOverrides().forEach((key, value) -> all.put("config.\"" + key + "\"", value.toString()));
        model.environment().forEach((name, value) -> all.put("env.\"" + name + "\"", value));
        for (int i = 0; i < properties.length; i += 2) {
            String name = properties[i];
            String value = properties[i + 1];
            all.compute(name, (key, usual) -> value);
        }
        if ("remote".equals(all.get("transport")) && !all.containsKey("remote.url")) {
            all.put("remote.url", serverFor(all).url());
            all.put("remote.token", RemoteServer.TOKEN);
        }
        return bare(clientName, all);
    }

    /** The client of servers that somebody has started. */
    public CodexClient remoteClient(String urls, String... properties) {
        List<String> all = new ArrayList<>(List.of("transport", "remote", "remote.url", urls, "remote.token",
                RemoteServer.TOKEN));
        all.addAll(Arrays.asList(properties));
        return client(all.toArray(String[]::new));
    }

    /** A server with a home of its own. */
    RemoteServer server(String home) {
        return server(home, 0);
    }

    RemoteServer server(String home, int port) {
        RemoteServer server = RemoteServer.start(inside(home), model.environment(), port);
        servers.put(Map.of(home, server.url()), server);
        return server;
    }

    /** A server that is to its clients what a process of their own would be. */
    private RemoteServer serverFor(Map<String, String> properties) {
        Map<String, String> process = new HashMap<>();
        properties.forEach((name, value) -> {
            if ("home".equals(name) || name.startsWith("env.")) {
                process.put(name, value);
            }
        });
        return servers.computeIfAbsent(process, key -> {
            Map<String, String> environment = new HashMap<>();
            process.forEach((name, value) -> {
                if (name.startsWith("env.")) {
                    environment.put(name.substring(4).replace("\"", ""), value);
                }
            });
            return RemoteServer.start(Path.of(process.get("home")), environment);
        });
    }

    Vertx vertx() {
        return NETWORK.vertx().get();
    }

    /** The client with the given properties, without their prefix, and no others. */
    public CodexClient bare(Map<String, String> properties) {
        return bare(CodexClient.DEFAULT_NAME, properties);
    }

    private CodexClient bare(String clientName, Map<String, String> properties) {
        String prefix = CodexClient.DEFAULT_NAME.equals(clientName) ? "quarkus.codex."
                : "quarkus.codex.\"" + clientName + "\".";
        Map<String, String> prefixed = new HashMap<>();
        properties.forEach((name, value) -> prefixed.put(prefix + name, value));
        CodexConfig config = new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters()
                .withMapping(CodexConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 100)).build()
                .getConfigMapping(CodexConfig.class);
        CodexClientImpl client = ClientFactory.create(clientName,
                config.clients().get(clientName),
                new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule()),
                new Application(List.copyOf(policies), List.copyOf(observers), ToolRegistry.EMPTY, List.of(), Callers.NOBODY,
                        TraceContext.NONE, ToolEndpoint.MISSING, List.copyOf(classifiers),
                        startGuards, budgets),
                NETWORK);
        clients.add(client);
        return client;
    }

    /** The sessions of a client, as one of the replicas that share a store has them. */
    public CodexSessions sessions(CodexClient client, SessionStore store, String... properties) {
        return sessions(client, store, List.of(), properties);
    }

    /** Like {@link #sessions(CodexClient, SessionStore, String...)}, with redactors. */
    public CodexSessions sessions(CodexClient client, SessionStore store, List<SessionRedactor> redactors,
            String... properties) {
        Map<String, String> prefixed = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            prefixed.put("quarkus.codex.session." + properties[i], properties[i + 1]);
        }
        SessionConfig config = new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters()
                .withMapping(SessionConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 100)).build()
                .getConfigMapping(SessionConfig.class);
        SessionsFactory.Closeable created = new SessionsFactory(config, store, redactors, true)
                .create(client.name(), (CodexClientImpl) client, text -> text.replace(SECRET, "*****"));
        sessions.add(created);
        return created;
    }

    /** Ends a client before its test does. */
    public void close(CodexClient client) {
        ((CodexClientImpl) client).close();
    }

    /** codex' home of this test. */
    public Path home() {
        return inside("home");
    }

    /** The directory codex works in. */
    public Path workspace() {
        return inside("workspace");
    }

    /** A directory of this test with the given name, made if need be. */
    public Path inside(String name) {
        try {
            if (directory == null) {
                Files.createDirectories(ROOT);
                directory = Files.createTempDirectory(ROOT, "test-");
            }
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        clients.forEach(CodexClientImpl::close);
        sessions.forEach(SessionsFactory.Closeable::close);
        servers.values().forEach(RemoteServer::close);
        model.close();
        if (directory != null) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
