package io.quarkiverse.codex.sessions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.quarkiverse.codex.runtime.session.jdbc.JdbcSessionStore;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.session.SessionStore;

class PostgresSessionStoreTest extends SessionStoreContract {

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    SessionStore replica() {
        return new JdbcSessionStore(Databases.pool(server.jdbcUrl(), "codex"), true, new Workers("jdbc-store"));
    }
}
