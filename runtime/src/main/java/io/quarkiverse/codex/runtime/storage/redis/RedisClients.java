package io.quarkiverse.codex.runtime.storage.redis;

import java.util.Optional;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;

/**
 * Finds the Redis of a store among those of the application.
 */
public final class RedisClients {

    private RedisClients() {
    }

    /**
     * @param name the name of the client, or empty for the default one
     * @throws CodexConfigurationException when there is none of that name
     */
    public static ReactiveRedisDataSource choose(Instance<ReactiveRedisDataSource> clients, Optional<String> name) {
        Instance<ReactiveRedisDataSource> chosen = name.isPresent() ? clients.select(RedisClientName.Literal.of(name.get()))
                : clients.select(Default.Literal.INSTANCE);
        if (!chosen.isResolvable()) {
            throw new CodexConfigurationException(
                    "The sessions and budgets of codex are to be kept in Redis, and the application"
                            + " was built without " + name.map(given -> "the client '" + given
                                    + "' that quarkus.codex.session.redis.client-name names: set quarkus.redis.\"" + given
                                    + "\".hosts")
                                    .orElse("a default client: set quarkus.redis.hosts")
                            + " when it is built, or choose another client with quarkus.codex.session.redis.client-name");
        }
        return chosen.get();
    }
}
