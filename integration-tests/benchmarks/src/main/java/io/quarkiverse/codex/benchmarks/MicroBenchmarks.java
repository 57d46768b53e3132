package io.quarkiverse.codex.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.quarkiverse.codex.runtime.tool.ToolCallBenchmark;
import io.quarkiverse.codex.runtime.transport.exec.TomlOverridesBenchmark;

/**
 * What single steps take, by JMH, whose own words go to a file.
 */
final class MicroBenchmarks {

    private static final TimeValue ITERATION = TimeValue.milliseconds(200);
    private static final int WARM_UP = 7;
    private static final double WANTED_OVER_DIRECT = 10_000;
    private static final int ITERATIONS = 8;

    private final Path directory;

    MicroBenchmarks(Path directory) {
        this.directory = directory;
    }

    void measure(Report report) throws RunnerException {
        report.heading("Nanoseconds per event, and per turn's configuration");
        Map<String, Map<String, Double>> byKind = new LinkedHashMap<>();
        for (RunResult result : run(EventCodecBenchmark.class)) {
            byKind.computeIfAbsent(result.getParams().getParam("kind"), any -> new LinkedHashMap<>())
                    .put(result.getPrimaryResult().getLabel(), nanos(result));
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "read", "readTree", "read is", "write"));
        byKind.forEach((kind, nanos) -> rows.add(List.of(kind, Figures.grouped(nanos.get("read")),
                Figures.grouped(nanos.get("readTree")),
                Figures.rounded(nanos.get("readTree") / nanos.get("read")) + " x as fast",
                Figures.grouped(nanos.get("write")))));
        for (RunResult result : run(TomlOverridesBenchmark.class)) {
            rows.add(List.of("configuration as TOML", "", "", "", Figures.grouped(nanos(result))));
        }
        report.table(rows);
        toolCalls(report);
    }

    private void toolCalls(Report report) throws RunnerException {
        report.heading("Nanoseconds per call of a tool");
        Map<String, Double> nanos = new LinkedHashMap<>();
        for (RunResult result : run(ToolCallBenchmark.class)) {
            nanos.put(result.getPrimaryResult().getLabel(), nanos(result));
        }
        report.table(List.of(List.of("", "direct", "by the registry"),
                List.of("where it is asked for", Figures.grouped(nanos.get("direct")), Figures.grouped(nanos.get("registry"))),
                List.of("on a worker thread", Figures.grouped(nanos.get("directOnWorker")),
                        Figures.grouped(nanos.get("registryOnWorker")))));
        double over = Math.max(nanos.get("registry") - nanos.get("direct"),
                nanos.get("registryOnWorker") - nanos.get("directOnWorker"));
        report.target("nanoseconds per call of a tool over a direct one", "less than " + Figures.grouped(WANTED_OVER_DIRECT),
                Figures.grouped(over), over < WANTED_OVER_DIRECT);
    }

    /** Of the iteration that the rest of the machine has disturbed least. */
    private static double nanos(RunResult result) {
        return result.getPrimaryResult().getStatistics().getMin();
    }

    private Collection<RunResult> run(Class<?> benchmark) throws RunnerException {
        Options options = new OptionsBuilder().include(benchmark.getName())
                .forks(1).warmupIterations(WARM_UP).warmupTime(ITERATION)
                .measurementIterations(ITERATIONS).measurementTime(ITERATION)
                .jvmArgs("-Xmx512m").verbosity(VerboseMode.NORMAL).shouldFailOnError(true)
                .output(directory.resolve(benchmark.getSimpleName() + ".txt").toString()).build();
        return new Runner(options).run();
    }
}
