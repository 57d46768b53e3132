package io.quarkiverse.codex.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The messages that sources give to exceptions where they make them: their literals, with … for what stands between them. A
 * message that comes from elsewhere is none that can be found.
 */
final class Messages {

    static final String VARIABLE = "…";

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern QUOTED = Pattern.compile(LITERAL + "|'(?:[^'\\\\]|\\\\.)+'");
    /** Less than that is about anything. */
    private static final int WORDS = 3;

    private Messages() {
    }

    /** @param exceptions the simple names of those to look for */
    static Stream<String> of(String source, List<String> exceptions) {
        Matcher made = Pattern.compile("new (?:" + String.join("|", exceptions) + ")\\(").matcher(source);
        return made.results().map(match -> of(source, match.end())).flatMap(Optional::stream);
    }

    private static Optional<String> of(String source, int begin) {
        return arguments(source, begin).stream().map(Messages::message).filter(Messages::isTelling).findFirst();
    }

    private static boolean isTelling(String message) {
        return Stream.of(message.split("[^\\p{Alpha}]+")).filter(word -> word.length() > 1).count() >= WORDS;
    }

    private static List<String> arguments(String source, int begin) {
        int depth = 1;
        int end = begin;
        while (depth > 0) {
            end = next(source, end);
            depth += depth(source.charAt(end++));
        }
        return parts(source.substring(begin, end - 1), ',');
    }

    private static String message(String argument) {
        StringBuilder message = new StringBuilder();
        for (String part : parts(argument, '+')) {
            Matcher literal = LITERAL.matcher(part.strip());
            message.append(literal.matches() ? literal.group(1).translateEscapes() : VARIABLE);
        }
        return message.toString().replaceAll(VARIABLE + "+", VARIABLE);
    }

    /** What stands between separators that are in no literal and in no parentheses. */
    private static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = next(text, 0); i < text.length(); i = next(text, i + 1)) {
            depth += depth(text.charAt(i));
            if (depth == 0 && text.charAt(i) == separator) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    /** Where the code goes on that is no literal. */
    private static int next(String text, int from) {
        Matcher quoted = QUOTED.matcher(text).region(from, text.length());
        return quoted.lookingAt() ? next(text, quoted.end()) : from;
    }

    private static int depth(char character) {
        return switch (character) {
            case '(', '[', '{' -> 1;
            case ')', ']', '}' -> -1;
            default -> 0;
        };
    }
}
