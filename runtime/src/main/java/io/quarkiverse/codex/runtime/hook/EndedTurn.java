package io.quarkiverse.codex.runtime.hook;

import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.hook.AfterTurn;
import io.quarkiverse.codex.runtime.host.ObservedTurn;

final class EndedTurn extends HookMoment implements AfterTurn {

    private final TurnResult result;

    EndedTurn(ObservedTurn turn, TurnResult result) {
        super(turn);
        this.result = result;
    }

    @Override
    public TurnResult result() {
        return result;
    }
}
