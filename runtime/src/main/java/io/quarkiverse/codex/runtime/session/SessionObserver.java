package io.quarkiverse.codex.runtime.session;

import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.session.SessionKey;

/**
 * Watches the sessions of a client. Thread-safe.
 */
@FunctionalInterface
public interface SessionObserver {

    /** Sees nothing. */
    SessionObserver NONE = (key, caller) -> SessionWatch.NONE;

    /**
     * Begins to watch a turn of a session. Does not block and does not fail.
     *
     * @param key the session
     * @param caller on whose behalf the turn is run
     * @return what watches this one, or {@link SessionWatch#NONE}, which costs the session nothing; never {@code null}
     */
    SessionWatch watch(SessionKey key, Caller caller);
}
