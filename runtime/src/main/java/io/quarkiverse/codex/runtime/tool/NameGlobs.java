package io.quarkiverse.codex.runtime.tool;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses among qualified names.
 *
 * @param included what is chosen
 * @param excluded what is not, though it is included
 */
record NameGlobs(Pattern included, Pattern excluded) {

    /**
     * @param include patterns with {@code *} for any characters; empty for all names
     * @param exclude such patterns, empty for none
     */
    static NameGlobs of(Optional<List<String>> include, Optional<List<String>> exclude) {
        return new NameGlobs(include.map(NameGlobs::pattern).orElse(Pattern.compile(".*")),
                exclude.map(NameGlobs::pattern).orElse(Pattern.compile("(?!)")));
    }

    boolean choose(String qualifiedName) {
        return included.matcher(qualifiedName).matches() && !excluded.matcher(qualifiedName).matches();
    }

    private static Pattern pattern(List<String> globs) {
        return Pattern.compile(globs.stream().map(String::strip).map(NameGlobs::expression).collect(Collectors.joining("|")));
    }

    private static String expression(String glob) {
        return Pattern.quote(glob).replace("*", "\\E.*\\Q");
    }
}
