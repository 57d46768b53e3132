package io.quarkiverse.codex.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.codex.event.TurnEvent;

/**
 * Asks for one event at a time, and every now and then only after a pause. The pauses block no thread.
 */
final class SlowSubscriber implements Flow.Subscriber<TurnEvent> {

    private static final int PAUSE_MICROS = 200;

    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final int pauseEvery;
    private Flow.Subscription subscription;
    private long received;
    private volatile Throwable failure;

    SlowSubscriber(int pauseEvery) {
        this.pauseEvery = pauseEvery;
    }

    void await() throws InterruptedException {
        over.await();
        timer.shutdownNow();
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(TurnEvent event) {
        received++;
        if (received % pauseEvery == 0) {
            timer.schedule(() -> subscription.request(1), PAUSE_MICROS, TimeUnit.MICROSECONDS);
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        this.failure = failure;
        over.countDown();
    }

    @Override
    public void onComplete() {
        over.countDown();
    }
}
