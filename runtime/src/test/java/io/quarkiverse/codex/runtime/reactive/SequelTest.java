package io.quarkiverse.codex.runtime.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class SequelTest {

    private final List<String> told = new ArrayList<>();

    private Multi<Integer> numbers() {
        return Multi.createFrom().<Integer> nothing()
                .onSubscription().invoke(() -> told.add("begun"))
                .onCancellation().invoke(() -> told.add("cancelled"));
    }

    @Test
    void theStreamFollowsTheItem() {
        AssertSubscriber<Integer> subscriber = Sequel
                .of(Uni.createFrom().item(2), first -> Multi.createFrom().items(first, first + 1, first + 2))
                .subscribe().withSubscriber(AssertSubscriber.create());

        subscriber.assertHasNotReceivedAnyItem();
        subscriber.request(2).assertItems(2, 3).assertNotTerminated();
        subscriber.request(1).assertItems(2, 3, 4).assertCompleted();
    }

    @Test
    void failuresOfBothAreTold() {
        IllegalStateException failure = new IllegalStateException("no");

        Sequel.of(Uni.createFrom().failure(failure), item -> numbers()).subscribe()
                .withSubscriber(AssertSubscriber.create(1)).assertFailedWith(IllegalStateException.class, "no");
        Sequel.of(Uni.createFrom().item(1), item -> Multi.createFrom().failure(failure)).subscribe()
                .withSubscriber(AssertSubscriber.create(1)).assertFailedWith(IllegalStateException.class, "no");
        Sequel.of(Uni.createFrom().item(1), item -> {
            throw failure;
        }).subscribe().withSubscriber(AssertSubscriber.create(1)).assertFailedWith(IllegalStateException.class, "no");
    }

    @Test
    void whatIsCancelledWhileTheItemIsOnItsWayDoesNotBegin() {
        Queue<Runnable> onTheirWay = new ArrayDeque<>();
        AssertSubscriber<Integer> subscriber = Sequel
                .of(Uni.createFrom().item(1).emitOn(onTheirWay::add), item -> numbers())
                .subscribe().withSubscriber(AssertSubscriber.create(1));

        subscriber.cancel();
        onTheirWay.remove().run();

        assertThat(told).isEmpty();
    }

    @Test
    void whatIsCancelledWhileTheStreamBeginsIsCancelled() {
        AtomicReference<AssertSubscriber<Integer>> subscriber = new AtomicReference<>(AssertSubscriber.create(1));
        Sequel.of(Uni.createFrom().item(1), item -> {
            subscriber.get().cancel();
            return numbers();
        }).subscribe().withSubscriber(subscriber.get());

        assertThat(told).containsExactly("begun", "cancelled");
    }

    @Test
    void whatIsCancelledLaterIsCancelledOnce() {
        AssertSubscriber<Integer> subscriber = Sequel.of(Uni.createFrom().item(1), item -> numbers())
                .subscribe().withSubscriber(AssertSubscriber.create(1));

        subscriber.cancel();

        assertThat(told).containsExactly("begun", "cancelled");
    }

    @Test
    void eachSubscriberHasItsOwn() {
        Multi<Integer> sequel = Sequel.of(Uni.createFrom().item(1), item -> numbers());
        sequel.subscribe().withSubscriber(AssertSubscriber.create(1)).cancel();
        sequel.subscribe().withSubscriber(AssertSubscriber.create(1));

        assertThat(told).containsExactly("begun", "cancelled", "begun");
    }

    @Test
    void oneItemIsAStreamOfIt() {
        Sequel.only(Uni.createFrom().item(1)).subscribe().withSubscriber(AssertSubscriber.create(1)).assertItems(1)
                .assertCompleted();
        Sequel.only(Uni.createFrom().nullItem()).subscribe().withSubscriber(AssertSubscriber.create(1))
                .assertHasNotReceivedAnyItem().assertCompleted();
        Sequel.only(Uni.createFrom().nothing().onCancellation().invoke(() -> told.add("cancelled"))).subscribe()
                .withSubscriber(AssertSubscriber.create(1)).cancel();

        assertThat(told).containsExactly("cancelled");
    }
}
