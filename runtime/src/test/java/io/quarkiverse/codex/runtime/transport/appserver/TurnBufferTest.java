package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.IntNode;

import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class TurnBufferTest {

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final AssertSubscriber<TurnEvent> subscriber = AssertSubscriber.create(0);
    private int cancellations;
    private final TurnBuffer buffer = new TurnBuffer(subscriber, work::add, 3, 10, () -> cancellations++);

    private void work() {
        while (!work.isEmpty()) {
            work.poll().run();
        }
    }

    private static TurnEvent event(int number) {
        return new TurnStarted(Map.of("number", IntNode.valueOf(number)));
    }

    private static AgentMessageDelta delta(String item, String text) {
        return new AgentMessageDelta(item, text);
    }

    @Test
    void eventsComeAsAskedForAndOnWorkers() {
        buffer.open();
        buffer.offer(event(1));
        buffer.offer(event(2));
        work();
        assertThat(subscriber.getItems()).isEmpty();

        subscriber.request(1);
        assertThat(subscriber.getItems()).isEmpty();
        work();
        assertThat(subscriber.getItems()).containsExactly(event(1));

        subscriber.request(5);
        buffer.end(event(3), null, false);
        work();
        assertThat(subscriber.getItems()).containsExactly(event(1), event(2), event(3));
        subscriber.assertCompleted();
    }

    @Test
    void deltasThatWaitGrowTogether() {
        buffer.open();
        buffer.offer(delta("one", "He"));
        buffer.offer(delta("two", "Ho"));
        buffer.offer(delta("one", "llo"));
        subscriber.request(5);
        work();

        assertThat(subscriber.getItems()).containsExactly(delta("one", "Hello"), delta("two", "Ho"));
    }

    @Test
    void tooManyEventsAreTheEnd() {
        buffer.open();

        assertThat(buffer.offer(event(1))).isTrue();
        assertThat(buffer.offer(event(2))).isTrue();
        assertThat(buffer.offer(event(3))).isTrue();
        assertThat(buffer.offer(event(4))).isFalse();
        assertThat(buffer.hasOverflown()).isTrue();
    }

    @Test
    void tooMuchTextIsTheEnd() {
        buffer.open();

        assertThat(buffer.offer(delta("one", "12345"))).isTrue();
        assertThat(buffer.offer(delta("one", "123456"))).isFalse();
    }

    @Test
    void nothingComesAfterACancellation() {
        buffer.open();
        subscriber.request(5);
        buffer.offer(event(1));

        subscriber.cancel();
        work();
        buffer.offer(event(2));
        buffer.end(null, new IllegalStateException(), true);
        work();

        assertThat(subscriber.getItems()).isEmpty();
        subscriber.assertNotTerminated();
        assertThat(cancellations).isEqualTo(1);
    }

    @Test
    void aFailureAtOnceLeavesOutWhatWaits() {
        buffer.open();
        buffer.offer(event(1));
        buffer.end(null, new IllegalStateException("over"), true);
        work();

        assertThat(subscriber.getItems()).isEmpty();
        subscriber.assertFailedWith(IllegalStateException.class, "over");
    }
}
