package io.quarkiverse.codex.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Measures and prints. Never fails because of a figure: whether a machine is calm enough to be believed, a person has to say.
 */
public final class Main {

    private static final int WORKERS = 16;

    private Main() {
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(System.getProperty("benchmarks.directory")).toAbsolutePath();
        Files.createDirectories(directory);
        // In an application the workers are Quarkus' own pool. Mutiny's takes two threads for each task.
        Infrastructure.setDefaultExecutor(Executors.newScheduledThreadPool(WORKERS), true);
        Report report = new Report(System.out);
        long events = Long.getLong("benchmarks.events");
        if (isWanted("throughput")) {
            new Throughput(directory, events, Integer.getInteger("benchmarks.rounds")).measure(report);
        }
        if (isWanted("heap")) {
            new FlatHeap(directory, events).measure(report);
        }
        if (isWanted("overhead")) {
            new TurnOverhead(directory, Integer.getInteger("benchmarks.turns")).measure(report);
        }
        if (isWanted("transports")) {
            new Transports(Integer.getInteger("benchmarks.rounds")).measure(report);
        }
        if (isWanted("threads")) {
            new OpenThreads(directory).measure(report);
        }
        if (isWanted("shell-snapshot")) {
            new ShellSnapshot(directory, Integer.getInteger("benchmarks.rounds")).measure(report);
        }
        if (isWanted("tools")) {
            new ManyTools(directory, Integer.getInteger("benchmarks.rounds")).measure(report);
        }
        if (isWanted("micro")) {
            new MicroBenchmarks(directory).measure(report);
        }
        report.targets();
        // The workers have nobody else who ends them.
        System.exit(0);
    }

    private static boolean isWanted(String part) {
        List<String> only = Arrays.stream(System.getProperty("benchmarks.only", "").split(",")).filter(name -> !name.isBlank())
                .toList();
        return only.isEmpty() || only.contains(part);
    }
}
