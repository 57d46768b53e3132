package io.quarkiverse.codex.sessions;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.runtime.session.redis.RedisSessionStore;
import io.quarkiverse.codex.session.SessionStore;

class RedisSessionStoreTest extends SessionStoreContract {

    @RegisterExtension
    static final RedisReplicas REPLICAS = new RedisReplicas();

    @Override
    SessionStore replica() {
        return new RedisSessionStore(REPLICAS.open(), "codex:session:");
    }
}
