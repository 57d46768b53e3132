package io.quarkiverse.codex.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexConfigurationException;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BulkheadTest {

    private static final int SECONDS = 30;

    private static Bulkhead bulkhead(int most, int mostQueued) {
        return new Bulkhead(most, mostQueued, Runnable::run, () -> new IllegalStateException("full"));
    }

    private static UniAssertSubscriber<Void> take(Bulkhead.Place place) {
        return place.take().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void whoGivesUpIsToldAndNobodyElseIsLetIn() {
        Bulkhead bulkhead = bulkhead(1, 2);
        Bulkhead.Place inside = bulkhead.new Place();
        Bulkhead.Place first = bulkhead.new Place();
        Bulkhead.Place second = bulkhead.new Place();
        take(inside).assertCompleted();
        UniAssertSubscriber<Void> firstTaken = take(first).assertNotTerminated();
        UniAssertSubscriber<Void> secondTaken = take(second).assertNotTerminated();

        first.giveUp();
        inside.giveUp();

        firstTaken.assertCompleted();
        secondTaken.assertNotTerminated();
        inside.giveBack();
        secondTaken.assertCompleted();
    }

    @Test
    void aPlaceGivenUpBeforehandTakesNoRoom() {
        Bulkhead bulkhead = bulkhead(1, 0);
        Bulkhead.Place never = bulkhead.new Place();
        never.giveUp();

        take(never).assertCompleted();
        take(bulkhead.new Place()).assertCompleted();
        take(bulkhead.new Place()).assertFailedWith(IllegalStateException.class, "full");
    }

    @Test
    void closingSendsAwayWhoWaitsAndWhoComes() {
        Bulkhead bulkhead = bulkhead(1, 1);
        Bulkhead.Place inside = bulkhead.new Place();
        take(inside).assertCompleted();
        UniAssertSubscriber<Void> waiting = take(bulkhead.new Place());

        bulkhead.close(() -> new IllegalStateException("closed"));
        inside.giveBack();

        waiting.assertFailedWith(IllegalStateException.class, "closed");
        take(bulkhead.new Place()).assertFailedWith(IllegalStateException.class, "closed");
    }

    @Test
    void limitsAreNotNegative() {
        assertThatThrownBy(() -> TurnLimits.of("x", "quarkus.codex.\"x\".", -1, OptionalInt.empty()))
                .isInstanceOf(CodexConfigurationException.class).hasMessage(
                        "quarkus.codex.\"x\".bulkhead.max-concurrent is -1: choose 1 or more, or 0 for any number of turns at a"
                                + " time");
        assertThatThrownBy(() -> TurnLimits.of("x", "quarkus.codex.\"x\".", 1, OptionalInt.of(-2)))
                .isInstanceOf(CodexConfigurationException.class)
                .hasMessage("quarkus.codex.\"x\".bulkhead.max-queued is -2: choose 1 or more, or 0 for no queue");
        assertThat(TurnLimits.of("x", "", 7, OptionalInt.empty()).mostQueued()).isEqualTo(70);
        assertThat(TurnLimits.of("x", "", Integer.MAX_VALUE, OptionalInt.empty()).mostQueued()).isEqualTo(Integer.MAX_VALUE);
        assertThat(TurnLimits.of("x", "", 0, OptionalInt.empty()).mostAtATime()).isEqualTo(Integer.MAX_VALUE);
    }

    /** Each number is a step: three out of four take a place, the others give back that of an earlier one, wherever it is. */
    @Property
    void isAListOfThoseInsideAndAListOfThoseBehind(@ForAll @IntRange(min = 1, max = 4) int most,
            @ForAll @IntRange(max = 4) int mostQueued, @ForAll @Size(max = 60) List<@IntRange(max = 999) Integer> steps) {
        Bulkhead bulkhead = bulkhead(most, mostQueued);
        List<Bulkhead.Place> places = new ArrayList<>();
        List<UniAssertSubscriber<Void>> taken = new ArrayList<>();
        List<Integer> inside = new ArrayList<>();
        List<Integer> queued = new ArrayList<>();
        for (int step : steps) {
            if (step % 4 != 0 || places.isEmpty()) {
                int number = places.size();
                places.add(bulkhead.new Place());
                taken.add(take(places.get(number)));
                if (inside.size() < most) {
                    inside.add(number);
                } else if (queued.size() < mostQueued) {
                    queued.add(number);
                } else {
                    taken.get(number).assertFailedWith(IllegalStateException.class, "full");
                }
            } else {
                Integer number = step / 4 % places.size();
                places.get(number).giveBack();
                queued.remove(number);
                if (inside.remove(number) && !queued.isEmpty()) {
                    inside.add(queued.remove(0));
                }
            }
            inside.forEach(number -> taken.get(number).assertCompleted());
            queued.forEach(number -> taken.get(number).assertNotTerminated());
        }
    }

    @Test
    void neverLetsInTooManyAndForgetsNobody() throws InterruptedException {
        int most = 3;
        int visitors = 20_000;
        ExecutorService workers = Executors.newFixedThreadPool(4);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            Bulkhead bulkhead = new Bulkhead(most, 50, workers, () -> new IllegalStateException("full"));
            AtomicInteger inside = new AtomicInteger();
            ConcurrentLinkedQueue<Integer> tooMany = new ConcurrentLinkedQueue<>();
            CountDownLatch over = new CountDownLatch(visitors);
            for (int visitor = 0; visitor < visitors; visitor++) {
                int kind = new Random(visitor).nextInt(3);
                callers.execute(() -> {
                    Bulkhead.Place place = bulkhead.new Place();
                    AtomicInteger visits = new AtomicInteger();
                    place.take().subscribe().with(nothing -> {
                        if (kind == 0 && visits.compareAndSet(0, 1)) {
                            int now = inside.incrementAndGet();
                            if (now > most) {
                                tooMany.add(now);
                            }
                            inside.decrementAndGet();
                        }
                        place.giveBack();
                        over.countDown();
                    }, full -> over.countDown());
                    if (kind == 1) {
                        place.giveUp();
                    } else if (kind == 2) {
                        place.giveBack();
                    }
                });
            }

            assertThat(over.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(tooMany).isEmpty();
            for (int i = 0; i < most; i++) {
                take(bulkhead.new Place()).assertCompleted();
            }
            take(bulkhead.new Place()).assertNotTerminated();
        } finally {
            callers.shutdownNow();
            workers.shutdownNow();
        }
    }
}
