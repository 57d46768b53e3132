package io.quarkiverse.codex.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.budget.Spending;

/** What is expected of everything that counts what turns have used up. */
abstract class BudgetStoreContract {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final String key = "client:" + UUID.randomUUID() + ":3600000:495811";
    private BudgetStore store;

    /** A store of its own on what all stores of the class share, as another replica would have it. */
    abstract BudgetStore replica();

    @BeforeEach
    void open() {
        store = replica();
    }

    @Test
    void whatWasNeverAddedToIsNothing() {
        assertThat(add(store, Spending.NOTHING, LONG)).isEqualTo(Spending.NOTHING);
        assertThat(add(replica(), Spending.NOTHING, LONG)).isEqualTo(Spending.NOTHING);
    }

    @Test
    void everythingIsAddedForEverybody() {
        assertThat(add(store, new Spending(1, 20, 300, 4000), LONG)).isEqualTo(new Spending(1, 20, 300, 4000));

        assertThat(add(replica(), new Spending(5, 0, -1, 7), LONG)).isEqualTo(new Spending(6, 20, 299, 4007));
        assertThat(add(store, Spending.NOTHING, LONG)).isEqualTo(new Spending(6, 20, 299, 4007));
    }

    @Test
    void numbersMayBeLarge() {
        long many = Long.MAX_VALUE / 4 + 1;

        add(store, new Spending(many, many, many, many), LONG);

        assertThat(add(store, new Spending(many, 1, 0, -many), LONG)).isEqualTo(new Spending(2 * many, many + 1, many, 0));
    }

    @Test
    void keysAreCountedEachByItself() {
        List<String> keys = List.of(key + ":a", key + ":b", key + ":*", key + ":Zoë ☃ 😀 '{x}");
        for (int i = 0; i < keys.size(); i++) {
            SessionStoreContract.of(store.add(keys.get(i), new Spending(i, 0, 0, 0), LONG));
        }
        for (int i = 0; i < keys.size(); i++) {
            assertThat(SessionStoreContract.of(store.add(keys.get(i), Spending.NOTHING, LONG)).tokens()).isEqualTo(i);
        }
    }

    @Test
    void nothingIsLostAndEverySumIsGivenOnceWhenManyCountAtOnce() throws Exception {
        int replicas = 6;
        int times = 40;
        Set<Long> sums = ConcurrentHashMap.newKeySet();
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(replicas);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < replicas; i++) {
                BudgetStore mine = replica();
                done.add(threads.submit(() -> {
                    begin.await();
                    for (int j = 0; j < times; j++) {
                        sums.add(add(mine, new Spending(3, 1, 1, 2), LONG).turns());
                    }
                    return null;
                }));
            }
            begin.countDown();
            for (Future<?> one : done) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        int all = replicas * times;
        assertThat(add(store, Spending.NOTHING, LONG)).isEqualTo(new Spending(3 * all, all, all, 2 * all));
        // Otherwise two turns would both be told that they are the last for which there is something left.
        assertThat(sums).hasSize(all).contains(1L, (long) all);
    }

    @Test
    void newKeysAreCountedWhenManyBeginAtOnce() throws Exception {
        int rounds = 20;
        int replicas = 4;
        List<BudgetStore> stores = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            stores.add(replica());
        }
        for (int round = 0; round < rounds; round++) {
            String fresh = key + ":" + round;
            List<Future<Spending>> sums = new ArrayList<>();
            for (BudgetStore mine : stores) {
                sums.add(mine.add(fresh, new Spending(0, 0, 1, 0), LONG).subscribeAsCompletionStage());
            }
            Set<Long> turns = new HashSet<>();
            for (Future<Spending> sum : sums) {
                turns.add(sum.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).turns());
            }
            assertThat(turns).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void whatIsNotKeptAnyLongerCountsAnew() {
        add(store, new Spending(5, 5, 5, 5), SHORT);

        await().atMost(PATIENCE).pollInterval(SHORT.multipliedBy(2))
                .until(() -> add(replica(), new Spending(1, 0, 0, 0), SHORT).equals(new Spending(1, 0, 0, 0)));
    }

    @Test
    void aShorterTimeToBeKeptDoesNotEndALongerOne() {
        add(store, new Spending(5, 0, 0, 0), LONG);
        add(store, Spending.NOTHING, Duration.ZERO);
        long later = System.nanoTime() + SHORT.toNanos();
        await().atMost(PATIENCE).until(() -> System.nanoTime() > later);

        assertThat(add(replica(), Spending.NOTHING, LONG).tokens()).isEqualTo(5);
    }

    Spending add(BudgetStore to, Spending more, Duration keep) {
        return SessionStoreContract.of(to.add(key, more, keep));
    }
}
