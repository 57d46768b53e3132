package io.quarkiverse.codex.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TokenUsage;

class ThreadMemoryTest {

    private static final TokenUsage SOME = new TokenUsage(10, 5, 1, 4, 2);

    private final ThreadMemory memory = new ThreadMemory();

    @Test
    void aThreadIsTakenUntilItIsLeft() {
        Occupancy one = new Occupancy();
        Occupancy two = new Occupancy();

        assertThat(memory.enter(List.of("object"), one)).isNull();
        memory.identify("id", one);
        assertThat(memory.enter(List.of("id"), two)).isSameAs(one);
        assertThat(memory.enter(List.of("other", "object"), two)).isSameAs(one);
        assertThat(memory.enter(List.of("other"), two)).isNull();
        memory.identify("id", two);
        memory.leave(one);

        assertThat(one.over()).isCompleted();
        assertThat(two.over()).isNotDone();
        assertThat(memory.enter(List.of("id", "object"), new Occupancy())).isNull();
    }

    @Test
    void whoeverHasLeftTakesNothing() {
        Occupancy left = new Occupancy();
        memory.leave(left);

        assertThat(memory.enter(List.of("id"), left)).isNull();
        assertThat(memory.enter(List.of("id"), new Occupancy())).isNull();
    }

    @Test
    void aTotalIsKeptUntilItIsTaken() {
        assertThat(memory.takeTotal("id")).isNull();
        memory.keepTotal("id", SOME);
        assertThat(memory.takeTotal("id")).isEqualTo(SOME);
        assertThat(memory.takeTotal("id")).isNull();
    }

    @Test
    void onlySoManyTotalsAreKept() {
        for (int i = 0; i <= 10_000; i++) {
            memory.keepTotal("id-" + i, SOME);
        }

        assertThat(memory.takeTotal("id-0")).isNull();
        assertThat(memory.takeTotal("id-1")).isEqualTo(SOME);
        assertThat(memory.takeTotal("id-10000")).isEqualTo(SOME);
    }

    @Test
    void aTurnUsedWhatTheThreadUsedMore() {
        TokenUsage more = new TokenUsage(30, 6, 2, 9, 5);

        assertThat(UsageBaseline.of(SOME).turn(more)).isEqualTo(new TokenUsage(20, 1, 1, 5, 3));
        assertThat(UsageBaseline.NOTHING.turn(more)).isEqualTo(more);
        assertThat(UsageBaseline.of(null).turn(more)).isNull();
        assertThat(UsageBaseline.of(SOME).turn(null)).isNull();
        assertThat(UsageBaseline.of(more).turn(SOME)).as("counted anew").isNull();
        assertThat(UsageBaseline.usage(null)).isEqualTo(Usage.UNKNOWN);
        assertThat(UsageBaseline.usage(SOME)).isEqualTo(Usage.of(10, 5, 1, 4, 2));
    }
}
