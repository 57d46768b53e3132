package io.quarkiverse.codex.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.ScriptedModel;

/**
 * What a turn of the library takes longer than the same codex, called in the same way, with nobody but a reader at its output.
 * The two take turns.
 */
final class TurnOverhead {

    private static final int WARM_UP = 5;
    private static final double WANTED_MILLIS = 5;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String PROMPT = "hello";

    private final Path directory;
    private final int turns;

    TurnOverhead(Path directory, int turns) {
        this.directory = directory;
        this.turns = turns;
    }

    void measure(Report report) throws IOException, InterruptedException {
        Path codex = CodexBinary.findOrInstall().path();
        try (ScriptedModel model = new ScriptedModel()) {
            model.when(PROMPT).reply("Hi!");
            Map<String, String> properties = properties(model);
            FakeCodex.Call call = call(properties);
            Pairs real = pairs(codex, properties, call, model::clear);
            Recording shortest = Recording.mixed(directory.resolve("shortest.jsonl"), 0);
            Pairs instant = pairs(FakeCodex.playing(shortest), properties, call, () -> {
            });
            print(report, real, instant);
        }
    }

    private Pairs pairs(Path executable, Map<String, String> properties, FakeCodex.Call call, Runnable afterwards)
            throws IOException, InterruptedException {
        Pairs pairs = new Pairs(new double[turns], new double[turns]);
        try (CodexClientImpl client = Clients.of(executable, properties)) {
            for (int turn = -WARM_UP; turn < turns; turn++) {
                // Whoever comes second finds the caches of the machine as the first has left them.
                boolean bareFirst = turn % 2 == 0;
                double first = bareFirst ? bare(call.of(executable)) : library(client);
                double second = bareFirst ? library(client) : bare(call.of(executable));
                if (turn >= 0) {
                    pairs.bare[turn] = bareFirst ? first : second;
                    pairs.library[turn] = bareFirst ? second : first;
                }
                afterwards.run();
            }
        }
        return pairs;
    }

    private Map<String, String> properties(ScriptedModel model) throws IOException {
        Map<String, String> properties = new HashMap<>();
        properties.put("home", Files.createDirectories(directory.resolve("home")).toString());
        properties.put("working-directory", Files.createDirectories(directory.resolve("workspace")).toString());
        model.configOverrides().forEach((key, value) -> properties.put("config.\"" + key + "\"", value.toString()));
        model.environment().forEach((name, value) -> properties.put("env.\"" + name + "\"", value));
        return properties;
    }

    /** How the library calls codex, told by a script in its place. */
    private FakeCodex.Call call(Map<String, String> properties) throws IOException {
        Recording shortest = Recording.mixed(directory.resolve("shortest.jsonl"), 0);
        try (CodexClientImpl client = Clients.of(FakeCodex.noting(directory, shortest), properties)) {
            client.startThread().runAndAwait(PROMPT);
        }
        return FakeCodex.called(directory);
    }

    private static double bare(ProcessBuilder builder) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(PROMPT.getBytes(StandardCharsets.UTF_8));
        }
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The bare codex ended with " + process.exitValue());
        }
        return (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }

    private static double library(CodexClientImpl client) {
        long begin = System.nanoTime();
        client.startThread().runAndAwait(PROMPT);
        return (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }

    private void print(Report report, Pairs real, Pairs instant) {
        report.heading("Milliseconds per turn, " + turns + " pairs");
        report.table(List.of(
                List.of("", "real codex", "a script that answers at once"),
                row("bare, median", Figures.median(real.bare), Figures.median(instant.bare)),
                row("thread.run, median", Figures.median(real.library), Figures.median(instant.library)),
                row("bare, lower quartile", Figures.lowerQuartile(real.bare), Figures.lowerQuartile(instant.bare)),
                row("thread.run, lower quartile", Figures.lowerQuartile(real.library),
                        Figures.lowerQuartile(instant.library)),
                row("difference within a pair, median", real.difference(), instant.difference())));
        judge(report, "the bare codex", real);
        judge(report, "a bare script", instant);
    }

    private static List<String> row(String name, double real, double instant) {
        return List.of(name, Figures.rounded(real), Figures.rounded(instant));
    }

    private static void judge(Report report, String what, Pairs pairs) {
        double overhead = pairs.difference();
        report.target("milliseconds per turn over " + what, "less than " + WANTED_MILLIS, Figures.rounded(overhead),
                overhead < WANTED_MILLIS);
    }

    private record Pairs(double[] bare, double[] library) {

        double difference() {
            double[] differences = new double[bare.length];
            for (int turn = 0; turn < differences.length; turn++) {
                differences[turn] = library[turn] - bare[turn];
            }
            return Figures.median(differences);
        }
    }
}
