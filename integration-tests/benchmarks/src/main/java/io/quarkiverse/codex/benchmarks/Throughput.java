package io.quarkiverse.codex.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.quarkiverse.codex.benchmarks.EventSource.Reading;
import io.quarkiverse.codex.runtime.protocol.ExecEventReader;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;

/**
 * Typed events per second, beside other ways to read the same bytes. All ways take turns, so that whatever else the machine
 * does slows them alike.
 */
final class Throughput {

    private static final int WARM_UP = 2;
    private static final double WANTED_PER_CORE = 1_000_000;
    private static final double WANTED_OVER_SDK = 2;
    private static final double WANTED_OVER_TREES = 0.7;

    private final Path directory;
    private final long events;
    private final int rounds;

    Throughput(Path directory, long events, int rounds) {
        this.directory = directory;
        this.events = events;
        this.rounds = rounds;
    }

    void measure(Report report) throws Exception {
        Recording recording = Recording.mixed(directory.resolve("mixed.jsonl"), events);
        Path fake = FakeCodex.playing(recording);
        byte[] lines = Files.readAllBytes(recording.file());
        try (CodexClientImpl client = Clients.of(fake, Map.of())) {
            EventSource typed = EventSource.of("runStreamed, from a process",
                    () -> client.startThread().runStreamed("go").collect().with(Collectors.counting())
                            .await().indefinitely());
            EventSource trees = EventSource.of("readTree, from a process", () -> fromProcess(fake, new TreeParsing()::read));
            EventSource bytes = EventSource.of("bytes alone, from a process", () -> fromProcess(fake, this::drain));
            EventSource typedInMemory = EventSource.of("typed, from memory", () -> typedEvents(lines));
            EventSource treesInMemory = EventSource.of("readTree, from memory", () -> new TreeParsing().read(lines));
            List<EventSource> sources = new ArrayList<>(List.of(typed, trees, bytes, typedInMemory, treesInMemory));
            EventSource sdk = sdk(report, fake);
            if (sdk != null) {
                sources.add(sdk);
            }
            report.heading(String.format("Events per second: %,d events of %d bytes on average, %d rounds after %d to warm up",
                    events, recording.bytes() / events, rounds, WARM_UP));
            Map<EventSource, List<Reading>> readings = readings(sources);
            print(report, readings, typed);
            judge(report, readings, typed, trees, sdk);
        } finally {
            Files.delete(recording.file());
        }
    }

    private EventSource sdk(Report report, Path fake) throws InterruptedException {
        try {
            return TypeScriptSdk.start(directory.resolve("typescript-sdk"), fake);
        } catch (IOException e) {
            report.note("Without the TypeScript SDK: " + e.getMessage());
            return null;
        }
    }

    private Map<EventSource, List<Reading>> readings(List<EventSource> sources) throws Exception {
        Map<EventSource, List<Reading>> readings = new LinkedHashMap<>();
        try {
            for (int round = 0; round < WARM_UP + rounds; round++) {
                for (EventSource source : sources) {
                    // Nobody is to pay for another one's garbage.
                    System.gc();
                    Reading reading = source.read();
                    if (reading.events() != events) {
                        throw new IllegalStateException(source.name() + " read " + reading.events() + " events");
                    }
                    if (round >= WARM_UP) {
                        readings.computeIfAbsent(source, any -> new ArrayList<>()).add(reading);
                    }
                }
            }
        } finally {
            for (EventSource source : sources) {
                source.close();
            }
        }
        return readings;
    }

    private static void print(Report report, Map<EventSource, List<Reading>> readings, EventSource typed) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "events/s", "runStreamed is", "events/s of a core", "runStreamed is"));
        readings.forEach((source, all) -> rows.add(List.of(source.name(),
                Figures.grouped(median(all, Reading::perSecond)),
                Figures.rounded(ratio(readings.get(typed), all, Reading::perSecond)) + " x",
                Figures.grouped(median(all, Reading::perCoreSecond)),
                Figures.rounded(ratio(readings.get(typed), all, Reading::perCoreSecond)) + " x")));
        report.table(rows);
    }

    private static void judge(Report report, Map<EventSource, List<Reading>> readings, EventSource typed, EventSource trees,
            EventSource sdk) {
        double perCore = median(readings.get(typed), Reading::perCoreSecond);
        report.target("typed events per second and core", "at least " + Figures.grouped(WANTED_PER_CORE),
                Figures.grouped(perCore), perCore >= WANTED_PER_CORE);
        double overTrees = ratio(readings.get(typed), readings.get(trees), Reading::perSecond);
        report.target("typed events over plain tree parsing", "at least " + WANTED_OVER_TREES, Figures.rounded(overTrees),
                overTrees >= WANTED_OVER_TREES);
        if (sdk != null) {
            double overSdk = ratio(readings.get(typed), readings.get(sdk), Reading::perSecond);
            report.target("typed events over the TypeScript SDK", "at least " + WANTED_OVER_SDK, Figures.rounded(overSdk),
                    overSdk >= WANTED_OVER_SDK);
        }
    }

    private static double median(List<Reading> readings, ToDoubleFunction<Reading> figure) {
        return Figures.median(readings.stream().mapToDouble(figure).toArray());
    }

    /** The median over the rounds, for what happens in one round disturbs both. */
    private static double ratio(List<Reading> one, List<Reading> other, ToDoubleFunction<Reading> figure) {
        double[] ratios = new double[one.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = figure.applyAsDouble(one.get(round)) / figure.applyAsDouble(other.get(round));
        }
        return Figures.median(ratios);
    }

    private static long typedEvents(byte[] lines) throws IOException {
        ExecEventReader reader = new ExecEventReader(new ByteArrayInputStream(lines));
        long count = 0;
        while (reader.next() != null) {
            count++;
        }
        return count;
    }

    private long drain(InputStream stream) throws IOException {
        stream.transferTo(OutputStream.nullOutputStream());
        return events;
    }

    private static long fromProcess(Path executable, Consumer consumer) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(executable.toString(), "exec", "--json").start();
        process.getOutputStream().close();
        try (InputStream stream = process.getInputStream()) {
            return consumer.consume(stream);
        } finally {
            process.waitFor();
        }
    }

    private interface Consumer {
        long consume(InputStream stream) throws IOException;
    }
}
