package io.quarkiverse.codex.runtime.transport.appserver;

import static io.quarkiverse.codex.runtime.transport.appserver.FakeServer.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class ToldUsageTest {

    private final Turns turns = new Turns();

    private void used(String turn, int total, int last) {
        turns.server.tell("thread/tokenUsage/updated", """
                {"threadId":"%s","turnId":"%s","tokenUsage":{"total":{"inputTokens":%d,"outputTokens":0},\
                "last":{"inputTokens":%d,"outputTokens":0}}}""".formatted(THREAD, turn, total, last));
    }

    @Test
    void whatIsToldTwiceIsCountedOnce() {
        AssertSubscriber<TurnEvent> turn = turns.running("turn-1");
        used("turn-1", 10, 10);
        used("turn-1", 10, 10);
        used("turn-1", 15, 5);
        turns.server.ended("turn-1", "completed");
        turns.work();

        turn.assertCompleted();
        assertThat(turn.getItems()).filteredOn(TokenUsageUpdated.class::isInstance)
                .extracting(event -> ((TokenUsageUpdated) event).lastUsage()).containsExactly(tokens(10), null, tokens(5));
        assertThat(((TurnCompleted) turn.getLastItem()).usage()).isEqualTo(tokens(15));
    }

    private static TokenUsage tokens(int input) {
        return new TokenUsage(input, 0, 0, 0, 0);
    }
}
