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

    static double lowerQuartile(double[] values) {
        return quantile(values, 0.25);
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * sorted.length)];
    }

    /** How far the median of as many other values of the same kind may well be from this one: two standard errors. */
    static double uncertaintyOfMedian(double[] values) {
        double standardDeviation = (quantile(values, 0.75) - quantile(values, 0.25)) / 1.349;
        return 2 * 1.2533 * standardDeviation / Math.sqrt(values.length);
    }

    static String grouped(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static String rounded(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
