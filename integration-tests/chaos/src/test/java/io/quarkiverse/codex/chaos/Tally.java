package io.quarkiverse.codex.chaos;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what happened, by name. */
final class Tally {

    private final Map<String, AtomicInteger> counts = new TreeMap<>();

    void count(String what) {
        counter(what).incrementAndGet();
    }

    int of(String what) {
        return counter(what).get();
    }

    /** Returns how often anything has happened whose name begins so. */
    synchronized int ofKind(String prefix) {
        return counts.entrySet().stream().filter(entry -> entry.getKey().startsWith(prefix))
                .mapToInt(entry -> entry.getValue().get()).sum();
    }

    private synchronized AtomicInteger counter(String what) {
        return counts.computeIfAbsent(what, missing -> new AtomicInteger());
    }

    /** One line for each name, in their order. */
    @Override
    public synchronized String toString() {
        StringBuilder lines = new StringBuilder();
        counts.forEach((what, count) -> lines.append(String.format("  %6d  %s%n", count.get(), what)));
        return lines.toString();
    }
}
