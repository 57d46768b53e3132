package io.quarkiverse.codex.runtime.hook;

import java.util.Optional;

import io.quarkiverse.codex.hook.SessionLoaded;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionKey;

final class LoadedSession extends HookMoment implements SessionLoaded {

    private final SessionKey key;
    private final Optional<SessionInfo> session;

    LoadedSession(SessionKey key, Optional<SessionInfo> session) {
        super(key.client(), session.flatMap(SessionInfo::threadId), Optional.empty());
        this.key = key;
        this.session = session;
    }

    @Override
    public String key() {
        return key.name();
    }

    @Override
    public Optional<SessionInfo> session() {
        return session;
    }
}
