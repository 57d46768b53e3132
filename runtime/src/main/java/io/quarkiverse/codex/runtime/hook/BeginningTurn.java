package io.quarkiverse.codex.runtime.hook;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.runtime.host.ObservedTurn;

/** Each hook gets one of its own, so that one which comes too late changes nothing any more. */
final class BeginningTurn extends HookMoment implements BeforeTurn {

    private Optional<TurnInput> input;
    private String vetoReason;

    BeginningTurn(ObservedTurn turn, Optional<TurnInput> input) {
        super(turn);
        this.input = input;
    }

    @Override
    public Optional<TurnInput> input() {
        return input;
    }

    @Override
    public void input(TurnInput changed) {
        Objects.requireNonNull(changed, "input");
        if (input.isEmpty()) {
            throw new IllegalStateException("The turn is a review or a compaction and has no input to change: ask"
                    + " input().isPresent() first");
        }
        input = Optional.of(changed);
    }

    @Override
    public void veto(String reason) {
        vetoReason = Objects.requireNonNull(reason, "reason");
    }

    /** Why the turn is refused, {@code null} when it is not. */
    String vetoReason() {
        return vetoReason;
    }
}
