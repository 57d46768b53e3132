package io.quarkiverse.codex.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.codex.TurnOptions;

/** Has turns run, some at a time, while one thing after the other goes wrong. */
final class Storm {

    private static final int AT_A_TIME = 10;
    /** Far beyond what a turn may take: one that takes longer does not end. */
    private static final int PATIENCE_SECONDS = 180;
    private static final int LONGEST_LULL_MILLIS = 1_200;
    private static final int REQUESTS_TO_FORGET = 300;

    private final Settings settings;
    private final Site site;
    private final List<Fault> faults;
    private final Ledger ledger;
    private final Tally survived;
    private final ScheduledExecutorService timer;
    private final AtomicInteger turns = new AtomicInteger();
    private final long end;

    Storm(Settings settings, Site site, List<Fault> faults, Ledger ledger, Tally survived, ScheduledExecutorService timer) {
        this.settings = settings;
        this.site = site;
        this.faults = faults;
        this.ledger = ledger;
        this.survived = survived;
        this.timer = timer;
        this.end = System.nanoTime() + settings.duration().toNanos();
    }

    /** Blocks until it is over, and all turns have had the time to end. */
    void rage() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME + 1, task -> new Thread(task, "storm"));
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            all.add(threads.submit(this::runTurns));
        }
        all.add(threads.submit(this::strike));
        threads.shutdown();
        for (Future<?> one : all) {
            one.get();
        }
    }

    private boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    private Void runTurns() throws InterruptedException {
        while (!isOver()) {
            int number = turns.incrementAndGet();
            TurnPlan plan = TurnPlan.next(number, site.replicas().size(), settings.random(number));
            Fate fate = ledger.begin(plan);
            Replica replica = site.replicas().get(plan.replica());
            new StormTurn(plan, fate, timer).begin(replica.thread(plan), TurnOptions.builder());
            if (fate.await(PATIENCE_SECONDS)) {
                survived.count("turns: " + fate.summary());
            }
            if (plan.trouble() != Trouble.NONE) {
                survived.count("model: " + plan.trouble());
            }
            survived.count("consumers: " + plan.manners());
            if (number % REQUESTS_TO_FORGET == 0) {
                site.model().clear();
            }
        }
        return null;
    }

    private Void strike() throws Exception {
        Random random = settings.random(0);
        List<Fault> next = new ArrayList<>();
        while (!isOver()) {
            if (next.isEmpty()) {
                // Each as often as the others.
                next.addAll(faults);
                Collections.shuffle(next, random);
            }
            Thread.sleep(random.nextInt(LONGEST_LULL_MILLIS));
            String happened = next.remove(next.size() - 1).strike(random);
            if (happened != null) {
                survived.count(happened);
            }
        }
        return null;
    }
}
