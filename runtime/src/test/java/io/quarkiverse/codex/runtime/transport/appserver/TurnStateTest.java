package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnStateTest {

    private final TurnState state = new TurnState();

    @Test
    void aHookThatComesBeforeTheTurnsIdMayBeOfThisTurn() {
        state.begin();

        assertThat(state.isHookedBy("turn-1")).isTrue();
    }

    @Test
    void aHookOfAnotherTurnIsNone() {
        state.begin();
        state.named("turn-1", "turn-1");

        assertThat(state.isHookedBy("turn-1")).isTrue();
        assertThat(state.isHookedBy(null)).isTrue();
        assertThat(state.isHookedBy("turn-0")).isFalse();
    }

    @Test
    void aTurnThatIsOverIsAskedNothing() {
        state.begin();
        state.named("turn-1", "turn-1");
        state.end();

        assertThat(state.isHookedBy("turn-1")).isFalse();
    }
}
