package io.quarkiverse.codex.runtime.hook;

import java.time.Duration;

import io.quarkiverse.codex.hook.TurnFailure;
import io.quarkiverse.codex.runtime.host.ObservedTurn;

final class BrokenTurn extends HookMoment implements TurnFailure {

    private final Throwable cause;
    private final Duration duration;

    BrokenTurn(ObservedTurn turn, Throwable cause, Duration duration) {
        super(turn);
        this.cause = cause;
        this.duration = duration;
    }

    @Override
    public Throwable cause() {
        return cause;
    }

    @Override
    public Duration duration() {
        return duration;
    }
}
