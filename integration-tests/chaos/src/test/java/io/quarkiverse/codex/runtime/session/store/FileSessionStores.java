package io.quarkiverse.codex.runtime.session.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;

import io.quarkiverse.codex.session.SessionStore;

/** Makes stores whose leases end by a clock that is not the machine's. */
public final class FileSessionStores {

    private FileSessionStores() {
    }

    public static SessionStore create(Path directory, Executor threads, Clock clock) {
        return new FileSessionStore(directory, threads, clock);
    }
}
