package io.quarkiverse.codex.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

import com.sun.management.OperatingSystemMXBean;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.testing.CodexBinary;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * What a turn costs on each transport: the same codex and the same model, which answers at once. The transports take turns.
 */
final class Transports {

    private static final int MANY = 8;
    /** Of a conversation: what a thread costs is shared by so many turns then. */
    private static final int TURNS_OF_CONVERSATION = 5;
    /** A message passes some ten thousand times before the JVM has compiled all that is in its way; a turn has a dozen. */
    private static final int WARM_UP = 3_000;
    private static final int TURNS_OF_EXEC = 40;
    private static final int TURNS_OF_SERVER = 200;
    private static final double WANTED_OVER_EXEC = 3;
    private static final double WANTED_CPU_MILLIS = 2;
    private static final double NANOS_PER_MILLI = 1e6;

    private final int rounds;

    Transports(int rounds) {
        this.rounds = rounds;
    }

    void measure(Report report) throws Exception {
        Path codex = CodexBinary.findOrInstall().path();
        try (Workplaces places = Workplaces.create(); ModelProcess model = ModelProcess.start()) {
            report.heading("A trivial turn on each transport, " + rounds + " rounds");
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("", "turns/s", "ms per turn", "CPU of this JVM per turn, ms", "without its compilers"));
            Ratios plain = measure(codex, model, places.plain(), "", rows);
            Ratios repository = measure(codex, model, places.repository(), ", in a git repository", rows);
            report.table(rows);
            report.note(plain.text("in a directory that is under no version control"));
            report.note(repository.text("in a git repository, where codex starts git for each turn"));
            plain.judge(report, "");
            repository.judge(report, ", in a git repository");
        }
    }

    private Ratios measure(Path codex, ModelProcess model, Path directory, String place, List<List<String>> rows)
            throws Exception {
        try (CodexClientImpl exec = Clients.of(codex, model.properties(directory, "transport", "exec"));
                CodexClientImpl server = Clients.of(codex, model.properties(directory, "transport", "app-server"))) {
            measure(exec, MANY, MANY, 1);
            measure(server, WARM_UP, MANY, 1);
            Way execOne = new Way("exec, one at a time" + place, exec, TURNS_OF_EXEC / 2, 1, 1);
            Way serverOne = new Way("app-server, one at a time" + place, server, TURNS_OF_SERVER / 2, 1, 1);
            Way execMany = new Way("exec, " + MANY + " at a time" + place, exec, TURNS_OF_EXEC, MANY, 1);
            Way serverMany = new Way("app-server, " + MANY + " at a time" + place, server, TURNS_OF_SERVER, MANY, 1);
            Way execTalks = new Way("exec, " + MANY + " conversations at a time" + place, exec, TURNS_OF_EXEC, MANY,
                    TURNS_OF_CONVERSATION);
            Way serverTalks = new Way("app-server, " + MANY + " conversations at a time" + place, server, TURNS_OF_SERVER, MANY,
                    TURNS_OF_CONVERSATION);
            List<Way> ways = List.of(execOne, serverOne, execMany, serverMany, execTalks, serverTalks);
            for (int round = 0; round < rounds; round++) {
                for (Way way : ways) {
                    way.measure();
                }
            }
            ways.forEach(way -> rows.add(way.row()));
            return new Ratios(ratio(serverOne, execOne), ratio(serverMany, execMany), ratio(serverTalks, execTalks),
                    Math.max(serverOne.warmCpuMillis(), serverMany.warmCpuMillis()));
        }
    }

    /**
     * What came out for one working directory.
     *
     * @param one how many times the turns of exec the app-server makes, one at a time
     * @param many the same of many at a time
     * @param talks the same of many conversations at a time
     * @param cpuMillis processor time of this JVM per turn of the app-server, without what its compilers took
     */
    private record Ratios(double one, double many, double talks, double cpuMillis) {

        String text(String where) {
            return String.format(
                    "app-server over exec, medians of rounds, %s: new threads %.2f one at a time, %.2f %d at a time;"
                            + " conversations of %d turns %.2f %d at a time",
                    where, one, many, MANY, TURNS_OF_CONVERSATION, talks, MANY);
        }

        void judge(Report report, String where) {
            String turns = "turns of the app-server over turns of exec, " + MANY + " at a time, ";
            report.target(turns + "each on a new thread" + where, "at least " + WANTED_OVER_EXEC, Figures.rounded(many),
                    many >= WANTED_OVER_EXEC);
            report.target(turns + "in conversations of " + TURNS_OF_CONVERSATION + where, "at least " + WANTED_OVER_EXEC,
                    Figures.rounded(talks), talks >= WANTED_OVER_EXEC);
            report.target("CPU of the warm JVM per turn of the app-server, ms" + where, "less than " + WANTED_CPU_MILLIS,
                    Figures.rounded(cpuMillis), cpuMillis < WANTED_CPU_MILLIS);
        }
    }

    private static double ratio(Way one, Way other) {
        double[] ratios = new double[one.readings.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = one.readings.get(round).perSecond() / other.readings.get(round).perSecond();
        }
        return Figures.median(ratios);
    }

    private static Reading measure(CodexClient client, int turns, int atATime, int turnsOfThread) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long compilers = CompilerThreads.cpuNanos();
        long cpu = system.getProcessCpuTime();
        long begin = System.nanoTime();
        Multi.createFrom().range(0, turns / turnsOfThread)
                .onItem().transformToUni(thread -> talk(client.startThread(), turnsOfThread)).merge(atATime)
                .onItem().ignoreAsUni().await().indefinitely();
        return new Reading(turns, System.nanoTime() - begin, system.getProcessCpuTime() - cpu,
                CompilerThreads.cpuNanos() - compilers);
    }

    private static Uni<Void> talk(CodexThread thread, int turns) {
        return Multi.createFrom().range(0, turns).onItem()
                .transformToUniAndConcatenate(turn -> thread.run(ModelProcess.TRIVIAL)).onItem().ignoreAsUni();
    }

    private static final class Way {

        private final String name;
        private final CodexClient client;
        private final int turns;
        private final int atATime;
        private final int turnsOfThread;
        private final List<Reading> readings = new ArrayList<>();

        Way(String name, CodexClient client, int turns, int atATime, int turnsOfThread) {
            this.name = name;
            this.client = client;
            this.turns = turns;
            this.atATime = atATime;
            this.turnsOfThread = turnsOfThread;
        }

        void measure() throws IOException {
            readings.add(Transports.measure(client, turns, atATime, turnsOfThread));
        }

        double cpuMillis() {
            return perTurn(Reading::cpuNanos);
        }

        double warmCpuMillis() {
            return perTurn(reading -> reading.cpuNanos - reading.compilerNanos);
        }

        private double perTurn(ToLongFunction<Reading> nanos) {
            return Figures.median(readings.stream()
                    .mapToDouble(reading -> nanos.applyAsLong(reading) / NANOS_PER_MILLI / reading.turns).toArray());
        }

        List<String> row() {
            double perSecond = Figures.median(readings.stream().mapToDouble(Reading::perSecond).toArray());
            return List.of(name, Figures.rounded(perSecond), Figures.rounded(1000 / perSecond), Figures.rounded(cpuMillis()),
                    Figures.rounded(warmCpuMillis()));
        }
    }

    /**
     * How it went.
     *
     * @param cpuNanos how long the processors were at it in this JVM, with garbage collection and compilation, without codex
     * @param compilerNanos how much of that its compilers took, which a JVM that has run for a while does not have
     */
    private record Reading(int turns, long nanos, long cpuNanos, long compilerNanos) {

        double perSecond() {
            return turns * 1e9 / nanos;
        }
    }
}
