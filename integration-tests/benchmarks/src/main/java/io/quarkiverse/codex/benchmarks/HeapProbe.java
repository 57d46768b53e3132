package io.quarkiverse.codex.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.smallrye.mutiny.Multi;

/**
 * Runs one turn in a JVM with little memory and prints what was in use while it ran, garbage not counted: the peak of the
 * first third of the time and that of the last, in bytes.
 */
public final class HeapProbe {

    private static final int PAUSE_MILLIS = 20;
    /** How many events of a slow subscriber pass between two pauses. */
    private static final int PAUSE_EVERY = 100;

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Long> samples = new ArrayList<>();

    private HeapProbe() {
    }

    /**
     * @param arguments the name of a {@link Consumption} and what is taken for codex
     */
    public static void main(String[] arguments) throws Exception {
        try (CodexClientImpl client = Clients.of(Path.of(arguments[1]), Map.of())) {
            HeapProbe probe = new HeapProbe();
            Thread sampler = new Thread(probe::sample, "sampler");
            sampler.start();
            Consumption.valueOf(arguments[0]).consume(client.startThread());
            probe.over.countDown();
            sampler.join();
            int third = Math.max(1, probe.samples.size() / 3);
            System.out.printf("%d %d%n", peak(probe.samples.subList(0, third)),
                    peak(probe.samples.subList(probe.samples.size() - third, probe.samples.size())));
        }
    }

    private static long peak(List<Long> samples) {
        return samples.stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private void sample() {
        try {
            do {
                System.gc();
                samples.add(usedAfterCollection());
            } while (!over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not what is in use now: since the collection a thread or two may have read megabytes of events. */
    private static long usedAfterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed()).sum();
    }

    /**
     * What becomes of the events.
     */
    enum Consumption {
        DRAINED("let go unseen") {
            @Override
            void consume(CodexThread thread) {
                stream(thread).onItem().ignoreAsUni().await().indefinitely();
            }
        },
        COUNTED("counted") {
            @Override
            void consume(CodexThread thread) {
                stream(thread).collect().with(Collectors.counting()).await().indefinitely();
            }
        },
        SLOW("asked for one at a time, with pauses") {
            @Override
            void consume(CodexThread thread) throws InterruptedException {
                SlowSubscriber subscriber = new SlowSubscriber(PAUSE_EVERY);
                stream(thread).subscribe().withSubscriber(subscriber);
                subscriber.await();
            }
        },
        RESULT("folded into a result by run()") {
            @Override
            void consume(CodexThread thread) {
                thread.runAndAwait("go");
            }
        };

        final String words;

        Consumption(String words) {
            this.words = words;
        }

        abstract void consume(CodexThread thread) throws InterruptedException;

        private static Multi<TurnEvent> stream(CodexThread thread) {
            return thread.runStreamed("go");
        }
    }
}
