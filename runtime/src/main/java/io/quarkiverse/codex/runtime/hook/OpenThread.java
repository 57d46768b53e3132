package io.quarkiverse.codex.runtime.hook;

import io.quarkiverse.codex.hook.ThreadOpened;
import io.quarkiverse.codex.runtime.host.ObservedTurn;

final class OpenThread extends HookMoment implements ThreadOpened {

    private final boolean resumed;

    OpenThread(ObservedTurn turn, boolean resumed) {
        super(turn);
        this.resumed = resumed;
    }

    @Override
    public boolean resumed() {
        return resumed;
    }
}
