package io.quarkiverse.codex.hook;

import io.quarkiverse.codex.session.SessionInfo;

/**
 * All of a turn of a session is recorded, whatever came of the turn, and no other turn has the session yet. Does not come for
 * a turn that was refused before it began, nor for one whose record has a gap.
 */
public interface SessionSaved extends HookContext {

    /**
     * Returns the key of the session.
     *
     * @return the application's own name of it, never {@code null}
     */
    String key();

    /**
     * Returns what is known of the session now.
     *
     * @return what the store has found, never {@code null}
     */
    SessionInfo session();
}
