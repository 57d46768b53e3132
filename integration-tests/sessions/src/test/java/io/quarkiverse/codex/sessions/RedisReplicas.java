package io.quarkiverse.codex.sessions;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;

/** The Redis of a test class, and replicas that know it by connections of their own. */
final class RedisReplicas implements BeforeAllCallback, AfterAllCallback {

    private Vertx vertx;
    private RedisServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = RedisServer.start();
        vertx = Vertx.vertx();
    }

    ReactiveRedisDataSource open() {
        Redis redis = Redis.createClient(vertx,
                new RedisOptions().setConnectionString(server.url()).setMaxPoolSize(6).setMaxWaitingHandlers(1000));
        return new ReactiveRedisDataSourceImpl(vertx, redis, RedisAPI.api(redis));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (server != null) {
            vertx.closeAndAwait();
            server.close();
        }
    }
}
