package io.quarkiverse.codex.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.it.Codex;
import io.quarkiverse.codex.runtime.approval.PendingApprovalsImpl;
import io.quarkiverse.codex.runtime.session.redis.RedisSessionStore;
import io.quarkiverse.codex.runtime.session.store.FileSessionStores;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkiverse.codex.sessions.RedisServer;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;

/**
 * What the storm passes over: some replicas of one application, on both transports and each with a home of its own, that share
 * their sessions, some in Redis and some in files.
 */
final class Site implements AutoCloseable {

    static final String PREFIX = "chaos:session:";
    static final Duration LEASE = Duration.ofSeconds(5);
    /** In the environment of all processes that belong to the site, and of all that these start. */
    static final String MARK = "CHAOS_SITE";
    /** Stands for everything that is secret. */
    static final String CANARY = System.getenv("CHAOS_API_KEY");
    /** What stands in its place where it was taken out. */
    static final String MASK = "*****";

    private final String mark = UUID.randomUUID().toString();
    private final Codex codex;
    private final Vertx vertx = Vertx.vertx();
    private final RedisServer redis;
    private final JumpingClock clock = new JumpingClock();
    private final PendingApprovalsImpl approvals = new PendingApprovalsImpl(100);
    private final TurnEnds ends = new TurnEnds();
    private final Losses losses = new Losses();
    private final List<Replica> replicas = new ArrayList<>();

    Site(Codex codex) {
        this.codex = codex;
        this.redis = RedisServer.startDurable(codex.inside("redis"));
        for (Trouble trouble : Trouble.values()) {
            for (Work work : Work.values()) {
                codex.model().when(Prompt.containing(TurnPlan.prefix(work, trouble))).then(work.steps())
                        .then(trouble.steps());
            }
        }
        codex.observer(ends);
        replicas.add(replica("one", "transport", "app-server"));
        replicas.add(replica("two", "transport", "exec"));
        // Anything may be asked there, also what is asked of nobody.
        codex.policy(approvals);
        replicas.add(replica("three", "transport", "app-server", "app-server.processes", "2", "approval-policy", "untrusted",
                "sandbox-mode", "workspace-write", "approvals.timeout", "3S"));
        codex.clearPolicies();
    }

    private Replica replica(String name, String... properties) {
        List<String> all = new ArrayList<>(List.of("home", codex.inside("home-" + name).toString(),
                "api-key", CANARY, "env.\"" + MARK + "\"", mark,
                "timeouts.turn", "15S", "timeouts.idle", "6S", "timeouts.shutdown", "2S", "app-server.request-timeout", "8S",
                "app-server.max-restart-delay", "1S", "retry.max-retries", "1", "retry.delay", "100MS"));
        all.addAll(List.of(properties));
        CodexClient client = codex.client(all.toArray(String[]::new));
        String[] leases = { "lease.duration", LEASE.toString(), "lease.wait", "3S" };
        return new Replica(name, client, codex.sessions(client, new WatchedStore(inRedis(), false, losses), leases),
                codex.sessions(client, new WatchedStore(inFiles(), true, losses), leases));
    }

    /** A store of its own on what all replicas share. */
    SessionStore inRedis() {
        Redis client = Redis.createClient(vertx,
                new RedisOptions().setConnectionString(redis.url()).setMaxPoolSize(6).setMaxWaitingHandlers(1000));
        return new RedisSessionStore(new ReactiveRedisDataSourceImpl(vertx, client, RedisAPI.api(client)), PREFIX);
    }

    /** A store of its own on what all replicas share. */
    SessionStore inFiles() {
        return FileSessionStores.create(sessionFiles(), new Workers("chaos-session-files"), clock);
    }

    Path sessionFiles() {
        return codex.inside("sessions");
    }

    List<Replica> replicas() {
        return replicas;
    }

    ScriptedModel model() {
        return codex.model();
    }

    RedisServer redis() {
        return redis;
    }

    Vertx vertx() {
        return vertx;
    }

    JumpingClock clock() {
        return clock;
    }

    PendingApprovalsImpl approvals() {
        return approvals;
    }

    TurnEnds ends() {
        return ends;
    }

    Losses losses() {
        return losses;
    }

    /** What is in the environment of its processes. */
    String mark() {
        return MARK + "=" + mark;
    }

    /** Stops the application, as far as it runs turns: its sessions can still be read. */
    void stop() {
        for (Replica replica : replicas) {
            codex.close(replica.client());
            replica.closeSessions();
        }
    }

    @Override
    public void close() {
        stop();
        vertx.closeAndAwait();
        redis.close();
    }
}
