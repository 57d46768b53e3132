package io.quarkiverse.codex.runtime.session.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.codex.runtime.config.SessionConfig;
import io.quarkiverse.codex.runtime.session.SessionEntryCodec;
import io.quarkiverse.codex.runtime.session.store.Attributes;
import io.quarkiverse.codex.runtime.storage.redis.RedisClients;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionException;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionInfo.OpenTurn;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionLostException;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkiverse.codex.session.SessionThread;
import io.quarkus.arc.DefaultBean;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;

/**
 * Keeps sessions in Redis: a list of entries, a hash with what is known of the session, and a hash that is the lease, which
 * Redis itself lets expire. Whatever changes something is a script, which Redis runs at one go.
 */
@Singleton
@DefaultBean
@Typed(SessionStore.class)
public class RedisSessionStore implements SessionStore {

    private static final int PAGE = 100;
    private static final String SOME = "200";

    private final ReactiveRedisDataSource redis;
    private final String prefix;

    @Inject
    RedisSessionStore(Instance<ReactiveRedisDataSource> defaultClient, @Any Instance<ReactiveRedisDataSource> clients,
            SessionConfig config) {
        // An injection point of its own for the default client: Quarkus leaves out clients that nobody injects.
        this(RedisClients.choose(config.redis().clientName().isPresent() ? clients : defaultClient,
                config.redis().clientName()), config.redis().prefix());
    }

    /**
     * @param redis where to keep sessions
     * @param prefix what the keys begin with
     */
    public RedisSessionStore(ReactiveRedisDataSource redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    @Override
    public Uni<Optional<SessionInfo>> find(SessionKey key) {
        return script(RedisScripts.FIND, key, List.of()).map(head -> info(key, head));
    }

    private static Optional<SessionInfo> info(SessionKey key, Response response) {
        if (response == null || response.size() == 0) {
            return Optional.empty();
        }
        Map<String, String> head = new HashMap<>();
        for (int i = 0; i + 1 < response.size(); i += 2) {
            head.put(response.get(i).toString(), response.get(i + 1).toString());
        }
        Optional<OpenTurn> open = "1".equals(head.get("ended")) ? Optional.empty()
                : Optional.of(new OpenTurn(head.get("turn"), Integer.parseInt(head.get("sequence"))));
        long ttl = Long.parseLong(head.get("ttl"));
        return Optional.of(new SessionInfo(key, Optional.ofNullable(head.get("thread")), open,
                Long.parseLong(head.get("entries")), moment(head.get("created")), moment(head.get("updated")),
                ttl < 0 ? Optional.empty() : Optional.of(moment(head.get("now")).plusMillis(ttl)),
                Attributes.fromJson(head.get("attributes"))));
    }

    private static Instant moment(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    @Override
    public Multi<SessionEntry> load(SessionKey key) {
        String entries = RedisKeys.of(prefix, key).entries();
        return Multi.createBy().repeating().uni(Position::new, position -> execute("LRANGE", entries,
                Integer.toString(position.next), Integer.toString(position.next + PAGE - 1))
                .invoke(page -> position.next += PAGE))
                .whilst(page -> page.size() == PAGE)
                .onItem().transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page))
                .map(entry -> SessionEntryCodec.fromJson(entry.toString()));
    }

    @Override
    public Multi<String> keys(String client) {
        String pattern = RedisKeys.pattern(prefix, client);
        return Multi.createFrom().deferred(() -> {
            // Redis may tell a key more than once.
            Set<String> seen = new HashSet<>();
            return Multi.createBy().repeating()
                    .uni(Cursor::new, cursor -> execute("SCAN", cursor.next, "MATCH", pattern, "COUNT", SOME)
                            .invoke(page -> cursor.next = page.get(0).toString()))
                    .whilst(page -> !"0".equals(page.get(0).toString()))
                    .onItem().transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page.get(1)))
                    .map(head -> RedisKeys.name(prefix, client, head.toString()))
                    .filter(seen::add);
        });
    }

    @Override
    public Uni<Boolean> describe(SessionKey key, Map<String, String> attributes) {
        return script(RedisScripts.DESCRIBE, key, List.of(Attributes.toJson(attributes)))
                .map(described -> described.toInteger() == 1);
    }

    @Override
    public Uni<Optional<SessionLease>> acquire(SessionKey key, Duration duration) {
        return Uni.createFrom().deferred(() -> {
            String holder = UUID.randomUUID().toString();
            return script(RedisScripts.ACQUIRE, key, List.of(holder, millis(duration)))
                    .map(token -> token == null ? Optional.empty()
                            : Optional.of(new SessionLease(key, holder, Long.parseLong(token.toString()))));
        });
    }

    private static String millis(Duration duration) {
        return Long.toString(Math.max(1, duration.toMillis()));
    }

    @Override
    public Uni<Boolean> renew(SessionLease lease, Duration duration) {
        return script(RedisScripts.RENEW, lease.key(), List.of(lease.holder(), millis(duration)))
                .map(renewed -> renewed.toInteger() == 1);
    }

    @Override
    public Uni<Void> release(SessionLease lease) {
        return script(RedisScripts.RELEASE, lease.key(), List.of(lease.holder())).replaceWithVoid();
    }

    @Override
    public Uni<Void> append(SessionLease lease, List<SessionEntry> entries, Optional<Duration> ttl) {
        return Uni.createFrom().deferred(() -> {
            List<String> arguments = new ArrayList<>();
            arguments.add(lease.holder());
            arguments.add(ttl.map(RedisSessionStore::millis).orElse("0"));
            for (SessionEntry entry : entries) {
                arguments.add(entry.turnId());
                arguments.add(Integer.toString(entry.sequence()));
                arguments.add(entry instanceof SessionOutcome ? "1" : "0");
                arguments.add(entry instanceof SessionThread thread ? thread.threadId() : "");
                arguments.add(SessionEntryCodec.toJson(entry));
            }
            return script(RedisScripts.APPEND, lease.key(), arguments).invoke(added -> requireHeld(lease, added))
                    .replaceWithVoid();
        });
    }

    @Override
    public Uni<Boolean> clear(SessionLease lease) {
        return script(RedisScripts.CLEAR, lease.key(), List.of(lease.holder()))
                .invoke(cleared -> requireHeld(lease, cleared)).map(cleared -> cleared.toInteger() > 0);
    }

    private static void requireHeld(SessionLease lease, Response answer) {
        if (answer.toInteger() < 0) {
            throw new SessionLostException("The session '" + lease.key().name() + "' was taken over by another turn");
        }
    }

    private Uni<Response> script(String script, SessionKey key, List<String> arguments) {
        RedisKeys keys = RedisKeys.of(prefix, key);
        List<String> all = new ArrayList<>(List.of(script, "3", keys.head(), keys.entries(), keys.lease()));
        all.addAll(arguments);
        return execute("EVAL", all.toArray(String[]::new));
    }

    private Uni<Response> execute(String command, String... arguments) {
        return Uni.createFrom().deferred(() -> redis.execute(command, arguments))
                .onFailure(failure -> !(failure instanceof SessionException)).transform(failure -> new SessionException(
                        "A session could not be read or written in Redis: " + failure.getMessage(), failure));
    }

    private static final class Position {

        private int next;
    }

    private static final class Cursor {

        private String next = "0";
    }
}
