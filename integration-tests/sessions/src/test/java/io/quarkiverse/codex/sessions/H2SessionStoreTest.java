package io.quarkiverse.codex.sessions;

import javax.sql.DataSource;

class H2SessionStoreTest extends JdbcSessionStoreContract {

    @Override
    DataSource database() {
        return Databases.pool("jdbc:h2:mem:sessions;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000", "sa");
    }
}
