package io.quarkiverse.codex.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.testing.CodexBinary;
import io.smallrye.mutiny.Multi;

/**
 * What many open threads take, here and in codex: a turn on each, in one process of codex and in a JVM with little memory.
 */
final class OpenThreads {

    private static final int HEAP_MEGABYTES = 128;
    private static final int THREADS = 200;
    private static final int AT_A_TIME = 8;
    private static final double KILOBYTES_PER_MEGABYTE = 1024;

    private final Path directory;

    OpenThreads(Path directory) {
        this.directory = directory.resolve("threads");
    }

    void measure(Report report) throws IOException, InterruptedException {
        report.heading(THREADS + " threads of one app-server, a turn on each, in a JVM with -Xmx" + HEAP_MEGABYTES + "m");
        Path file = Files.createDirectories(directory).resolve("client.properties");
        Process java;
        String said;
        try (ModelProcess model = ModelProcess.start()) {
            Properties properties = new Properties();
            properties.putAll(model.properties(directory, "transport", "app-server", "app-server.max-open-threads",
                    String.valueOf(THREADS)));
            try (var out = Files.newBufferedWriter(file)) {
                properties.store(out, null);
            }
            java = JavaProcess.of(HEAP_MEGABYTES, Probe.class, file.toString()).start();
            said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        boolean fits = java.waitFor() == 0;
        if (fits) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("threads", "heap in use without garbage, MB", "codex' own memory, MB"));
            said.lines().forEach(line -> rows.add(List.of(line.split(" "))));
            report.table(rows);
        }
        report.target(THREADS + " open threads", "fit into -Xmx" + HEAP_MEGABYTES + "m", fits ? "they do" : "they do not",
                fits);
    }

    /**
     * Opens threads and prints how many are open, and what is in use then, in megabytes: of the heap here, and of memory by
     * codex.
     */
    static final class Probe {

        private Probe() {
        }

        /**
         * @param arguments a file with the client's properties
         */
        public static void main(String[] arguments) throws IOException {
            Properties properties = new Properties();
            try (var in = Files.newBufferedReader(Path.of(arguments[0]))) {
                properties.load(in);
            }
            Map<String, String> all = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
            List<CodexThread> threads = new ArrayList<>();
            try (CodexClientImpl client = Clients.of(CodexBinary.findOrInstall().path(), all)) {
                open(client, threads, 1);
                print(threads);
                open(client, threads, THREADS / 2);
                print(threads);
                open(client, threads, THREADS);
                print(threads);
            }
            // Outside of an application the pools of Mutiny have nobody who ends them.
            System.exit(0);
        }

        private static void open(CodexClientImpl client, List<CodexThread> threads, int count) {
            List<CodexThread> added = new ArrayList<>();
            for (int thread = threads.size(); thread < count; thread++) {
                added.add(client.startThread());
            }
            Multi.createFrom().iterable(added).onItem().transformToUni(thread -> thread.run(ModelProcess.TRIVIAL))
                    .merge(AT_A_TIME).onItem().ignoreAsUni().await().indefinitely();
            threads.addAll(added);
        }

        private static void print(List<CodexThread> threads) {
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            long codex = ProcessHandle.current().descendants().mapToLong(Probe::residentKilobytes).sum();
            System.out.println(threads.size() + " " + Figures.rounded(heap / KILOBYTES_PER_MEGABYTE / KILOBYTES_PER_MEGABYTE)
                    + " " + Figures.rounded(codex / KILOBYTES_PER_MEGABYTE));
        }

        /** Linux tells; elsewhere it is 0. */
        private static long residentKilobytes(ProcessHandle process) {
            Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
            if (!Files.exists(status)) {
                return 0;
            }
            try (var lines = Files.lines(status)) {
                return lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
