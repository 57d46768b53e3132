package io.quarkiverse.codex.hook;

import java.util.Optional;

import io.quarkiverse.codex.session.SessionInfo;

/**
 * A turn of a session has taken the session, and nothing of it is begun yet. {@link #threadId()} is the thread that it goes on
 * with, empty for a session that has none.
 */
public interface SessionLoaded extends HookContext {

    /**
     * Returns the key of the session.
     *
     * @return the application's own name of it, never {@code null}
     */
    String key();

    /**
     * Returns what is known of the session.
     *
     * @return what the store has found, or empty for a new session; never {@code null}
     */
    Optional<SessionInfo> session();
}
