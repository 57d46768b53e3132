package io.quarkiverse.codex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.testing.CodexBinary;
import io.smallrye.mutiny.Multi;

/**
 * What it costs that codex takes a snapshot of the login shell's environment for each new thread, where the login shell is
 * quick and where it is slow.
 */
final class ShellSnapshot {

    private static final int MANY = 32;
    private static final int FEW = 8;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Path directory;
    private final int rounds;

    ShellSnapshot(Path directory, int rounds) {
        this.directory = directory.resolve("shell-snapshot");
        this.rounds = rounds;
    }

    void measure(Report report) throws IOException {
        Path codex = CodexBinary.findOrInstall().path();
        report.heading("Milliseconds per new thread and turn on the app-server, with and without shell snapshots, " + rounds
                + " rounds");
        List<Case> cases = new ArrayList<>();
        try (ModelProcess model = ModelProcess.start()) {
            try {
                for (boolean slow : new boolean[] { false, true }) {
                    for (boolean snapshot : new boolean[] { false, true }) {
                        cases.add(new Case(slow, snapshot, model, codex, directory));
                    }
                }
                for (int round = -1; round < rounds; round++) {
                    for (Case each : cases) {
                        each.measure(round >= 0);
                    }
                }
                List<List<String>> rows = new ArrayList<>();
                rows.add(List.of("", "trivial, one at a time", "with a command, one at a time", "trivial, " + MANY + " at once",
                        "with a command, " + MANY + " at once", "logins per thread"));
                for (Case each : cases) {
                    rows.add(each.row());
                }
                report.table(rows);
            } finally {
                cases.forEach(each -> each.client.close());
            }
        }
    }

    private static final class Case {

        private final String name;
        private final Path logins;
        private final CodexClientImpl client;
        private final List<double[]> readings = new ArrayList<>();
        private int threads;

        Case(boolean slow, boolean snapshot, ModelProcess model, Path codex, Path directory) throws IOException {
            this.name = "snapshots " + (snapshot ? "on" : "off") + ", login shell " + (slow ? "slow" : "quick");
            Path home = Files.createDirectories(directory.resolve(name.replaceAll("\\W+", "-")));
            logins = home.resolve("logins");
            Files.deleteIfExists(logins);
            for (String profile : List.of(".profile", ".bash_profile", ".zprofile")) {
                Files.writeString(home.resolve(profile), "echo >> '" + logins + "'\n" + (slow ? "sleep 0.2\n" : ""),
                        StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            }
            Map<String, String> properties = model.properties(directory, "transport", "app-server", "env.\"HOME\"",
                    home.toString(), "shell-snapshot", String.valueOf(snapshot));
            // The model is set up for tests, which want no login shells either.
            properties.remove("config.\"features.shell_snapshot\"");
            properties.remove("config.\"allow_login_shell\"");
            client = Clients.of(codex, properties);
        }

        void measure(boolean counts) {
            double[] reading = { perTurn(ModelProcess.TRIVIAL, FEW, 1), perTurn(ModelProcess.COMMAND, FEW, 1),
                    perTurn(ModelProcess.TRIVIAL, MANY, MANY), perTurn(ModelProcess.COMMAND, MANY, MANY) };
            if (counts) {
                readings.add(reading);
            }
        }

        private double perTurn(String prompt, int turns, int atATime) {
            threads += turns;
            long begin = System.nanoTime();
            Multi.createFrom().range(0, turns).onItem().transformToUni(turn -> client.startThread().run(prompt))
                    .merge(atATime).onItem().ignoreAsUni().await().indefinitely();
            return (System.nanoTime() - begin) / NANOS_PER_MILLI / turns;
        }

        List<String> row() throws IOException {
            List<String> row = new ArrayList<>();
            row.add(name);
            for (int column = 0; column < readings.get(0).length; column++) {
                int index = column;
                row.add(Figures.rounded(Figures.median(readings.stream().mapToDouble(reading -> reading[index]).toArray())));
            }
            long count = Files.exists(logins) ? Files.readAllLines(logins).size() : 0;
            row.add(Figures.rounded((double) count / threads));
            return row;
        }
    }
}
