package io.quarkiverse.codex.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * Numbers for people.
 */
final class Figures {

    private Figures() {
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** What three of four exceed. */
    static double lowerQuartile(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 4];
    }

    static String grouped(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static String rounded(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
