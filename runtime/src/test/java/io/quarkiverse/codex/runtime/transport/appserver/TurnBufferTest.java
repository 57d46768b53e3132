package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ItemStatus;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class TurnBufferTest {

    private static final int LIMIT = 100;

    private final AssertSubscriber<TurnEvent> subscriber = AssertSubscriber.create(0);
    private final TurnBuffer buffer = buffer();

    @Test
    void outputOfCommandsIsBounded() {
        assertThat(buffer.offer(command(60))).isTrue();
        assertThat(buffer.offer(command(60))).isTrue();
        assertThat(buffer.offer(command(60))).isFalse();
        assertThat(buffer.hasOverflown()).isTrue();
    }

    @Test
    void whatIsNotKnownIsBounded() {
        TurnEvent unknown = new UnknownEvent("new/thing", JsonNodeFactory.instance.objectNode().set("deep",
                JsonNodeFactory.instance.arrayNode().add("x".repeat(60))));

        assertThat(buffer.offer(unknown)).isTrue();
        assertThat(buffer.offer(unknown)).isTrue();
        assertThat(buffer.offer(unknown)).isFalse();
    }

    @Test
    void deltasAndItemsCountTogether() {
        assertThat(buffer.offer(new TurnStarted(Map.of()))).isTrue();
        assertThat(buffer.offer(command(60))).isTrue();
        assertThat(buffer.offer(new AgentMessageDelta("item", "x".repeat(60), Map.of()))).isFalse();
    }

    @Test
    void longEventIsNoOverflowWhileItIsTheNext() {
        assertThat(buffer.offer(command(10_000))).isTrue();
        assertThat(buffer.offer(new TurnStarted(Map.of()))).isTrue();
        assertThat(buffer.offer(command(90))).isTrue();
        assertThat(buffer.offer(command(90))).isFalse();
    }

    @Test
    void longEventsOneAfterTheOtherReachASubscriberThatKeepsPace() {
        subscriber.request(Long.MAX_VALUE);

        for (int event = 0; event < 50; event++) {
            assertThat(buffer.offer(message(1_000))).isTrue();
        }

        assertThat(subscriber.getItems()).hasSize(50);
    }

    @Test
    void roomThatWasTakenIsFreeAgain() {
        for (int event = 0; event < 50; event++) {
            assertThat(buffer.offer(command(60))).isTrue();
            assertThat(buffer.offer(command(60))).isTrue();
            subscriber.request(2);
        }

        assertThat(subscriber.getItems()).hasSize(100);
    }

    private TurnBuffer buffer() {
        TurnBuffer created = new TurnBuffer(subscriber, Runnable::run, 1_000, LIMIT, () -> {
        });
        created.open();
        return created;
    }

    private static TurnEvent command(int output) {
        return new ItemCompleted(
                new CommandExecution("id", "", "x".repeat(output), 0, ItemStatus.COMPLETED, null, null, Map.of()), Map.of());
    }

    private static TurnEvent message(int length) {
        return new ItemCompleted(new AgentMessage("id", "x".repeat(length), null, Map.of()), Map.of());
    }
}
