package io.quarkiverse.codex.runtime.host;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses among the qualified names of tools.
 *
 * @param included what is chosen
 * @param excluded what is not, though it is included
 */
public record NameGlobs(Pattern included, Pattern excluded) {

    /**
     * Makes what chooses.
     *
     * @param include patterns with {@code *} for any characters and {@code ?} for one; empty for all names
     * @param exclude such patterns, empty for none
     */
    public static NameGlobs of(List<String> include, List<String> exclude) {
        return new NameGlobs(include.isEmpty() ? Pattern.compile(".*") : pattern(include),
                exclude.isEmpty() ? Pattern.compile("(?!)") : pattern(exclude));
    }

    /**
     * Returns whether a name is chosen.
     */
    public boolean choose(String qualifiedName) {
        return included.matcher(qualifiedName).matches() && !excluded.matcher(qualifiedName).matches();
    }

    private static Pattern pattern(List<String> globs) {
        return Pattern.compile(globs.stream().map(NameGlobs::expression).collect(Collectors.joining("|")));
    }

    private static String expression(String glob) {
        return glob.strip().chars().mapToObj(character -> switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(character));
        }).collect(Collectors.joining());
    }
}
