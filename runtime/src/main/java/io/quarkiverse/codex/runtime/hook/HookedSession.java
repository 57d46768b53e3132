package io.quarkiverse.codex.runtime.hook;

import java.util.Optional;

import io.quarkiverse.codex.runtime.session.SessionWatch;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionKey;
import io.smallrye.mutiny.Uni;

/**
 * Runs the hooks of a turn's session.
 */
final class HookedSession implements SessionWatch {

    private final ClientHooks hooks;
    private final SessionKey key;
    private final HookRuns runs;

    HookedSession(ClientHooks hooks, SessionKey key, HookRuns runs) {
        this.hooks = hooks;
        this.key = key;
        this.runs = runs;
    }

    @Override
    public Uni<Void> loaded(Optional<SessionInfo> session) {
        return runs.all(hooks.sessionLoaded(), () -> new LoadedSession(key, session));
    }

    @Override
    public Uni<Void> saved(SessionInfo session) {
        return runs.each(hooks.sessionSaved(), () -> new SavedSession(session));
    }
}
