package io.quarkiverse.codex.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is printed: tables as the measurements are made, and in the end which targets are met.
 */
final class Report {

    private final PrintStream out;
    private final List<List<String>> targets = new ArrayList<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void heading(String text) {
        out.printf(Locale.ROOT, "%n%s (load %.2f)%n", text,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    void note(String text) {
        out.println("  " + text);
    }

    void table(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = row.get(column).length();
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(widths.get(column), width));
                }
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                // Names to the left, figures to the right.
                String format = "  %" + (column == 0 ? "-" : "") + widths.get(column) + "s";
                line.append(String.format(Locale.ROOT, format, row.get(column)));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    void target(String what, String wanted, String measured, boolean met) {
        target(what, wanted, measured, met ? Verdict.MET : Verdict.MISSED);
    }

    void target(String what, String wanted, String measured, Verdict verdict) {
        targets.add(List.of(what, wanted, measured, verdict.words));
    }

    void targets() {
        heading("Targets");
        table(targets);
    }

    enum Verdict {
        MET("met"),
        MISSED("MISSED"),
        /** What was measured could as well have been the other one. */
        UNCLEAR("unclear");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }
    }
}
