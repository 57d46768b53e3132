package io.quarkiverse.codex.runtime.hook;

import java.util.Optional;

import io.quarkiverse.codex.hook.SessionSaved;
import io.quarkiverse.codex.session.SessionInfo;

final class SavedSession extends HookMoment implements SessionSaved {

    private final SessionInfo session;

    SavedSession(SessionInfo session) {
        super(session.key().client(), session.threadId(), Optional.empty());
        this.session = session;
    }

    @Override
    public String key() {
        return session.key().name();
    }

    @Override
    public SessionInfo session() {
        return session;
    }
}
