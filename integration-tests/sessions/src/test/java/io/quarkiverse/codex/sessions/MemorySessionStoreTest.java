package io.quarkiverse.codex.sessions;

import io.quarkiverse.codex.runtime.session.store.MemorySessionStore;
import io.quarkiverse.codex.session.SessionStore;

class MemorySessionStoreTest extends SessionStoreContract {

    private static final SessionStore STORE = new MemorySessionStore();

    @Override
    SessionStore replica() {
        return STORE;
    }
}
