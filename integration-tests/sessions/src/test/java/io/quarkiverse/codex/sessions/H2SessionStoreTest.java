package io.quarkiverse.codex.sessions;

import io.quarkiverse.codex.runtime.session.jdbc.JdbcSessionStore;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.session.SessionStore;

class H2SessionStoreTest extends SessionStoreContract {

    @Override
    SessionStore replica() {
        return new JdbcSessionStore(Databases.pool("jdbc:h2:mem:sessions;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000", "sa"), true,
                new Workers("jdbc-store"));
    }
}
