package io.quarkiverse.codex.runtime.host;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Guesses what was meant by a name that there is not.
 */
public final class NearestName {

    /** Every third character may be wrong; with more, it is likely to be another word. */
    private static final int CHARACTERS_PER_MISTAKE = 3;

    private NearestName() {
    }

    /**
     * Returns the name that needs the fewest changes.
     *
     * @param given what there is not
     * @param names what there is
     * @return the name, or empty when none is near; never {@code null}
     */
    public static Optional<String> of(String given, Collection<String> names) {
        int most = Math.max(1, given.length() / CHARACTERS_PER_MISTAKE);
        return names.stream().filter(name -> changes(given, name) <= most)
                .min(Comparator.<String> comparingInt(name -> changes(given, name)).thenComparing(Comparator.naturalOrder()));
    }

    /** By Levenshtein: each character that is put in, left out or replaced is a change. */
    private static int changes(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int above = row[column];
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                row[column] = Math.min(replaced, Math.min(above, row[column - 1]) + 1);
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
