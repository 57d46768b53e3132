package io.quarkiverse.codex.runtime.hook;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which tools are meant: {@code *} stands for any characters, {@code ?} for one.
 */
final class ToolPatterns {

    private final Pattern pattern;

    /**
     * @param patterns the patterns; none for all tools
     */
    ToolPatterns(List<String> patterns) {
        this.pattern = patterns.isEmpty() ? null
                : Pattern.compile(patterns.stream().map(ToolPatterns::regex).collect(Collectors.joining("|")));
    }

    boolean match(String tool) {
        return pattern == null || pattern.matcher(tool).matches();
    }

    private static String regex(String pattern) {
        return pattern.chars().mapToObj(character -> switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(character));
        }).collect(Collectors.joining());
    }
}
