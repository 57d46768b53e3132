package io.quarkiverse.codex.sessions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.runtime.budget.redis.RedisBudgetStore;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;

class RedisBudgetStoreTest extends BudgetStoreContract {

    private static final Vertx VERTX = Vertx.vertx();
    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stop() {
        VERTX.closeAndAwait();
        if (server != null) {
            server.close();
        }
    }

    @Override
    BudgetStore replica() {
        Redis redis = Redis.createClient(VERTX,
                new RedisOptions().setConnectionString(server.url()).setMaxPoolSize(6).setMaxWaitingHandlers(1000));
        return new RedisBudgetStore(new ReactiveRedisDataSourceImpl(VERTX, redis, RedisAPI.api(redis)), "codex:budget:");
    }
}
