package io.quarkiverse.codex.runtime.budget.redis;

import java.time.Duration;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.codex.CodexBudgetStoreException;
import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.budget.Spending;
import io.quarkiverse.codex.runtime.config.SessionConfig;
import io.quarkiverse.codex.runtime.storage.redis.RedisClients;
import io.quarkus.arc.DefaultBean;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;

/**
 * Counts in Redis: a hash for each key, which Redis itself lets expire, and to which a script adds at one go.
 */
@Singleton
@DefaultBean
@Typed(BudgetStore.class)
public class RedisBudgetStore implements BudgetStore {

    /** Arguments: what to add, four numbers, and for how many milliseconds it is kept at least. Returns the four sums. */
    private static final String ADD = """
            local sums = {}
            for i, field in ipairs({'tokens', 'toolCalls', 'turns', 'wallTimeMs'}) do
              redis.call('HINCRBY', KEYS[1], field, ARGV[i])
              sums[i] = redis.call('HGET', KEYS[1], field)
            end
            if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[5]) then redis.call('PEXPIRE', KEYS[1], ARGV[5]) end
            return sums
            """;

    private final ReactiveRedisDataSource redis;
    private final String prefix;

    @Inject
    RedisBudgetStore(Instance<ReactiveRedisDataSource> defaultClient, @Any Instance<ReactiveRedisDataSource> clients,
            SessionConfig config) {
        this(RedisClients.choose(config.redis().clientName().isPresent() ? clients : defaultClient,
                config.redis().clientName()), config.redis().budgetPrefix());
    }

    /**
     * @param redis where to count
     * @param prefix what the keys begin with
     */
    public RedisBudgetStore(ReactiveRedisDataSource redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    @Override
    public Uni<Spending> add(String key, Spending more, Duration keep) {
        return Uni.createFrom().deferred(() -> redis.execute("EVAL", ADD, "1", prefix + key, number(more.tokens()),
                number(more.toolCalls()), number(more.turns()), number(more.wallTimeMs()),
                number(Math.max(1, keep.toMillis()))))
                .map(sums -> new Spending(sum(sums, 0), sum(sums, 1), sum(sums, 2), sum(sums, 3)))
                .onFailure().transform(failure -> new CodexBudgetStoreException(
                        "What turns have used up could not be counted in Redis: " + failure.getMessage(), failure));
    }

    private static String number(long value) {
        return Long.toString(value);
    }

    private static long sum(Response sums, int index) {
        return Long.parseLong(sums.get(index).toString());
    }
}
