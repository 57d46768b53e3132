package io.quarkiverse.codex.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.codex.benchmarks.HeapProbe.Consumption;

/**
 * Whether a turn of any length fits into a small heap: each kind of consumption in a JVM of its own.
 */
final class FlatHeap {

    private static final int HEAP_MEGABYTES = 64;
    /** What may come and go with code that is compiled and classes that are loaded late. */
    private static final long TOLERATED_GROWTH = 4 << 20;
    private static final double MEGABYTE = 1 << 20;
    /** A slow subscriber needs not see as many events to take as long. */
    private static final int SLOW_SHARE = 10;

    private final Path directory;
    private final long events;

    FlatHeap(Path directory, long events) {
        this.directory = directory;
        this.events = events;
    }

    void measure(Report report) throws IOException, InterruptedException {
        Recording mixed = Recording.mixed(directory.resolve("mixed.jsonl"), events);
        Recording fewer = Recording.mixed(directory.resolve("fewer.jsonl"), events / SLOW_SHARE);
        Recording updates = Recording.updates(directory.resolve("updates.jsonl"), events);
        report.heading("Heap in use without garbage, in a JVM with -Xmx" + HEAP_MEGABYTES + "m");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("events are", "events", "first third of the turn", "last third"));
        boolean flat = true;
        for (Consumption consumption : Consumption.values()) {
            Recording recording = switch (consumption) {
                case SLOW -> fewer;
                case RESULT -> updates;
                case DRAINED, COUNTED -> mixed;
            };
            long[] peaks = probe(consumption, recording);
            flat &= peaks != null && peaks[1] - peaks[0] < TOLERATED_GROWTH;
            rows.add(List.of(consumption.words, Figures.grouped(recording.events()),
                    peaks == null ? "failed" : Figures.rounded(peaks[0] / MEGABYTE) + " MB",
                    peaks == null ? "" : Figures.rounded(peaks[1] / MEGABYTE) + " MB"));
        }
        report.table(rows);
        report.target("heap over " + Figures.grouped(events) + " events", "flat at -Xmx" + HEAP_MEGABYTES + "m",
                flat ? "flat" : "it grows", flat);
        for (Recording recording : List.of(mixed, fewer, updates)) {
            Files.delete(recording.file());
        }
    }

    /** The peaks that the probe prints, or {@code null} when it failed, whose reason is then on standard error. */
    private static long[] probe(Consumption consumption, Recording recording) throws IOException, InterruptedException {
        Process java = JavaProcess
                .of(HEAP_MEGABYTES, HeapProbe.class, consumption.name(), FakeCodex.playing(recording).toString()).start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (java.waitFor() != 0) {
            return null;
        }
        String[] peaks = said.split(" ");
        return new long[] { Long.parseLong(peaks[0]), Long.parseLong(peaks[1]) };
    }
}
