package io.quarkiverse.codex.runtime.hook;

import java.util.Optional;

import io.quarkiverse.codex.hook.HookContext;
import io.quarkiverse.codex.runtime.host.ObservedTurn;

/**
 * Where a hook runs, as it was when that began.
 */
class HookMoment implements HookContext {

    private final String clientName;
    private final Optional<String> threadId;
    private final Optional<String> turnId;

    HookMoment(ObservedTurn turn) {
        this(turn.clientName(), turn.threadId(), turn.turnId());
    }

    HookMoment(String clientName, Optional<String> threadId, Optional<String> turnId) {
        this.clientName = clientName;
        this.threadId = threadId;
        this.turnId = turnId;
    }

    @Override
    public final String clientName() {
        return clientName;
    }

    @Override
    public final Optional<String> threadId() {
        return threadId;
    }

    @Override
    public final Optional<String> turnId() {
        return turnId;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[client=" + clientName + ", thread=" + threadId.orElse("new") + "]";
    }
}
