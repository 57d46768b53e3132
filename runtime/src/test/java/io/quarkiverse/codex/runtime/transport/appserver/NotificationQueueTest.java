package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.management.RpcNotification;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class NotificationQueueTest {

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final NotificationHub hub = new NotificationHub("test", work::add);

    private AssertSubscriber<RpcNotification> subscribe(long demand) {
        return hub.stream().subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private void tell(int from, int to) {
        IntStream.range(from, to).forEach(i -> hub.tell(new RpcMessage.Notification("n" + i, null)));
    }

    private void work() {
        while (!work.isEmpty()) {
            work.poll().run();
        }
    }

    @Test
    void nothingIsDeliveredByWhoeverTells() {
        AssertSubscriber<RpcNotification> subscriber = subscribe(Long.MAX_VALUE);

        tell(0, 3);

        assertThat(subscriber.getItems()).isEmpty();
        work();
        assertThat(subscriber.getItems()).extracting(RpcNotification::method).containsExactly("n0", "n1", "n2");
    }

    @Test
    void whatWasToldBeforeIsNotHeard() {
        tell(0, 3);
        AssertSubscriber<RpcNotification> subscriber = subscribe(Long.MAX_VALUE);

        tell(3, 4);
        work();

        assertThat(subscriber.getItems()).extracting(RpcNotification::method).containsExactly("n3");
    }

    @Test
    void slowSubscriberMissesTheOldestAndNobodyElseDoes() {
        AssertSubscriber<RpcNotification> slow = subscribe(0);
        AssertSubscriber<RpcNotification> fast = subscribe(Long.MAX_VALUE);

        for (int i = 0; i < NotificationHub.MOST_WAITING + 10; i++) {
            tell(i, i + 1);
            work();
        }
        slow.request(Long.MAX_VALUE);
        work();

        assertThat(fast.getItems()).hasSize(NotificationHub.MOST_WAITING + 10);
        assertThat(slow.getItems()).hasSize(NotificationHub.MOST_WAITING).first()
                .extracting(RpcNotification::method).isEqualTo("n10");
    }

    @Test
    void demandIsRespected() {
        AssertSubscriber<RpcNotification> subscriber = subscribe(2);

        tell(0, 5);
        work();

        assertThat(subscriber.getItems()).hasSize(2);
        subscriber.request(1);
        work();
        assertThat(subscriber.getItems()).hasSize(3);
    }

    @Test
    void closingLetsOutWhatWaitsAndCompletes() {
        AssertSubscriber<RpcNotification> subscriber = subscribe(Long.MAX_VALUE);
        tell(0, 2);

        hub.close();
        work();

        subscriber.assertCompleted();
        assertThat(subscriber.getItems()).hasSize(2);
        AssertSubscriber<RpcNotification> late = subscribe(1);
        work();
        late.assertCompleted();
    }

    @Test
    void cancelledSubscriberHearsNoMore() {
        AssertSubscriber<RpcNotification> subscriber = subscribe(Long.MAX_VALUE);
        tell(0, 1);

        subscriber.cancel();
        work();
        tell(1, 2);

        assertThat(work).isEmpty();
        assertThat(subscriber.getItems()).isEmpty();
    }
}
