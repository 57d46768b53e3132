package io.quarkiverse.codex.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.codex.benchmarks.Report.Verdict;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.ScriptedModel;

/**
 * What a turn of the library takes longer than the same codex, called in the same way, with nobody but a reader at its output.
 * The two take turns.
 */
final class TurnOverhead {

    private static final int WARM_UP = 5;
    private static final int INSTANT_WARM_UP = 200;
    /** How many turns of a script take about as long as one of codex. */
    private static final int INSTANT_SHARE = 10;
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
            Recording shortest = Recording.mixed(directory.resolve("shortest.jsonl"), 0);
            // First, for after it this JVM is warm: compiling it would take the processor from the real codex.
            Pairs instant = pairs(FakeCodex.playing(shortest), INSTANT_WARM_UP, INSTANT_SHARE * turns, properties, call);
            Pairs real = pairs(codex, WARM_UP, turns, properties, call);
            print(report, real, instant);
        }
    }

    private Pairs pairs(Path executable, int warmUp, int count, Map<String, String> properties, FakeCodex.Call call)
            throws IOException, InterruptedException {
        File workspace = new File(properties.get("working-directory"));
        Pairs pairs = new Pairs(new double[count], new double[count]);
        try (CodexClientImpl client = Clients.of(executable, properties)) {
            for (int turn = -warmUp; turn < count; turn++) {
                // Whoever comes second finds the caches of the machine as the first has left them.
                boolean bareFirst = turn % 2 == 0;
                double first = bareFirst ? bare(call.of(executable).directory(workspace)) : library(client);
                double second = bareFirst ? library(client) : bare(call.of(executable).directory(workspace));
                if (turn >= 0) {
                    pairs.bare[turn] = bareFirst ? first : second;
                    pairs.library[turn] = bareFirst ? second : first;
                }
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
        report.heading("Milliseconds per turn, " + turns + " pairs, of the script " + INSTANT_SHARE + " times as many");
        report.table(List.of(
                List.of("", "real codex", "a script that answers at once"),
                row("bare, median", Figures.median(real.bare), Figures.median(instant.bare)),
                row("thread.run, median", Figures.median(real.library), Figures.median(instant.library)),
                row("bare, lower quartile", Figures.lowerQuartile(real.bare), Figures.lowerQuartile(instant.bare)),
                row("thread.run, lower quartile", Figures.lowerQuartile(real.library),
                        Figures.lowerQuartile(instant.library)),
                List.of("difference within a pair, median", difference(real), difference(instant))));
        judge(report, "the bare codex", real);
        judge(report, "a bare script", instant);
    }

    private static String difference(Pairs pairs) {
        return Figures.rounded(Figures.median(pairs.differences())) + " ± "
                + Figures.rounded(Figures.uncertaintyOfMedian(pairs.differences()));
    }

    private static List<String> row(String name, double real, double instant) {
        return List.of(name, Figures.rounded(real), Figures.rounded(instant));
    }

    private static void judge(Report report, String what, Pairs pairs) {
        double distance = WANTED_MILLIS - Figures.median(pairs.differences());
        Verdict verdict = Math.abs(distance) < Figures.uncertaintyOfMedian(pairs.differences()) ? Verdict.UNCLEAR
                : distance > 0 ? Verdict.MET : Verdict.MISSED;
        report.target("milliseconds per turn over " + what, "less than " + WANTED_MILLIS, difference(pairs), verdict);
    }

    private record Pairs(double[] bare, double[] library) {

        double[] differences() {
            double[] differences = new double[bare.length];
            for (int turn = 0; turn < differences.length; turn++) {
                differences[turn] = library[turn] - bare[turn];
            }
            return differences;
        }
    }
}
