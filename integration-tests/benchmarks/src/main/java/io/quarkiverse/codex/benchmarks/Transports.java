package io.quarkiverse.codex.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.testing.CodexBinary;
import io.smallrye.mutiny.Multi;

/**
 * What a turn costs on each transport: the same codex and the same model, which answers at once. The transports take turns.
 */
final class Transports {

    private static final int MANY = 8;
    /** A message passes some ten thousand times before the JVM has compiled all that is in its way; a turn has a dozen. */
    private static final int WARM_UP = 3_000;
    private static final int TURNS_OF_EXEC = 40;
    private static final int TURNS_OF_SERVER = 200;
    private static final double WANTED_OVER_EXEC = 3;
    private static final double WANTED_CPU_MILLIS = 2;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Path directory;
    private final int rounds;

    Transports(Path directory, int rounds) {
        this.directory = directory.resolve("transports");
        this.rounds = rounds;
    }

    void measure(Report report) throws IOException {
        Path codex = CodexBinary.findOrInstall().path();
        try (ModelProcess model = ModelProcess.start();
                CodexClientImpl exec = Clients.of(codex, model.properties(directory, "transport", "exec"));
                CodexClientImpl server = Clients.of(codex, model.properties(directory, "transport", "app-server"))) {
            report.heading("A trivial turn on each transport, " + rounds + " rounds");
            measure(exec, MANY, MANY);
            measure(server, WARM_UP, MANY);
            Way execOne = new Way("exec, one at a time", exec, TURNS_OF_EXEC / 2, 1);
            Way serverOne = new Way("app-server, one at a time", server, TURNS_OF_SERVER / 2, 1);
            Way execMany = new Way("exec, " + MANY + " at a time", exec, TURNS_OF_EXEC, MANY);
            Way serverMany = new Way("app-server, " + MANY + " at a time", server, TURNS_OF_SERVER, MANY);
            List<Way> ways = List.of(execOne, serverOne, execMany, serverMany);
            for (int round = 0; round < rounds; round++) {
                ways.forEach(Way::measure);
            }
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("", "turns/s", "ms per turn", "CPU of this JVM per turn, ms"));
            ways.forEach(way -> rows.add(way.row()));
            report.table(rows);
            double ratio = ratio(serverMany, execMany);
            report.note(String.format("app-server over exec, medians of rounds: %.2f at a time of 1, %.2f of %d",
                    ratio(serverOne, execOne), ratio, MANY));
            report.target("turns of the app-server over turns of exec, " + MANY + " at a time",
                    "at least " + WANTED_OVER_EXEC, Figures.rounded(ratio), ratio >= WANTED_OVER_EXEC);
            double cpu = Math.max(serverOne.cpuMillis(), serverMany.cpuMillis());
            report.target("CPU of the JVM per turn of the app-server, ms", "less than " + WANTED_CPU_MILLIS,
                    Figures.rounded(cpu), cpu < WANTED_CPU_MILLIS);
        }
    }

    private static double ratio(Way one, Way other) {
        double[] ratios = new double[one.readings.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = one.readings.get(round).perSecond() / other.readings.get(round).perSecond();
        }
        return Figures.median(ratios);
    }

    static Reading measure(CodexClient client, int turns, int atATime) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long begin = System.nanoTime();
        Multi.createFrom().range(0, turns)
                .onItem().transformToUni(turn -> client.startThread().run(ModelProcess.TRIVIAL)).merge(atATime)
                .onItem().ignoreAsUni().await().indefinitely();
        return new Reading(turns, System.nanoTime() - begin, system.getProcessCpuTime() - cpu);
    }

    private static final class Way {

        private final String name;
        private final CodexClient client;
        private final int turns;
        private final int atATime;
        private final List<Reading> readings = new ArrayList<>();

        Way(String name, CodexClient client, int turns, int atATime) {
            this.name = name;
            this.client = client;
            this.turns = turns;
            this.atATime = atATime;
        }

        void measure() {
            readings.add(Transports.measure(client, turns, atATime));
        }

        double cpuMillis() {
            return Figures.median(readings.stream()
                    .mapToDouble(reading -> reading.cpuNanos / NANOS_PER_MILLI / reading.turns).toArray());
        }

        List<String> row() {
            double perSecond = Figures.median(readings.stream().mapToDouble(Reading::perSecond).toArray());
            return List.of(name, Figures.rounded(perSecond), Figures.rounded(1000 / perSecond), Figures.rounded(cpuMillis()));
        }
    }

    /**
     * How it went.
     *
     * @param cpuNanos how long the processors were at it in this JVM, with garbage collection and compilation, without codex
     */
    record Reading(int turns, long nanos, long cpuNanos) {

        double perSecond() {
            return turns * 1e9 / nanos;
        }
    }
}
