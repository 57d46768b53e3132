package io.quarkiverse.codex.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads command lines as a shell would, as far as that is certain. In doubt there is no answer: who accepts a command by how it
 * begins must not be shown a harmless beginning that the shell sees differently.
 */
final class CommandLine {

    /** The model can choose the shell, so one that only bears a shell's name must not pass for it. */
    private static final Pattern SHELL = Pattern.compile("(?:(?:/usr)?/bin/)?(?:ba|z|da|)sh");
    private static final Set<String> SHELL_FLAGS = Set.of("-c", "-lc");
    /** What means nothing to a shell outside of quotes. Letters and digits of all scripts are beside these. */
    private static final String PLAIN = "_-./,:@%+=";
    /** What a shell may evaluate inside of double quotes. */
    private static final String EVALUATED = "$`\\!";

    private CommandLine() {
    }

    /**
     * Reads a command as codex sends it: arguments quoted and joined, and mostly a shell with a script.
     *
     * @return the words of the one plain command, or empty when it is none
     */
    static Optional<List<String>> plainWords(String command) {
        List<String> arguments = new ArrayList<>();
        if (!split(command, true, arguments) || arguments.isEmpty()) {
            return Optional.empty();
        }
        boolean script = arguments.size() == 3 && SHELL.matcher(arguments.get(0)).matches()
                && SHELL_FLAGS.contains(arguments.get(1));
        if (!script) {
            return plain(arguments);
        }
        List<String> words = new ArrayList<>();
        return split(arguments.get(2), false, words) && !words.isEmpty() ? plain(words) : Optional.empty();
    }

    private static Optional<List<String>> plain(List<String> words) {
        // An assignment before the command can make any command another.
        return words.get(0).isEmpty() || words.get(0).indexOf('=') >= 0 ? Optional.empty() : Optional.of(List.copyOf(words));
    }

    /**
     * Splits at blanks and takes quotes away.
     *
     * @param quotedData whether this is data that was quoted for a shell, where a backslash quotes and nothing is evaluated; if
     *        not, it is a script, of which everything is refused that a shell could evaluate
     * @return whether that could be done with certainty
     */
    private static boolean split(String text, boolean quotedData, List<String> words) {
        StringBuilder word = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t') {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                continue;
            }
            if (word == null) {
                if (c == '=') {
                    // zsh puts the path of a command here.
                    return false;
                }
                word = new StringBuilder();
            }
            if (c == '\'') {
                int end = text.indexOf('\'', i + 1);
                if (end < 0 || text.indexOf('\0', i) >= 0) {
                    return false;
                }
                word.append(text, i + 1, end);
                i = end;
            } else if (c == '"') {
                i = doubleQuoted(text, i + 1, quotedData, word);
                if (i < 0) {
                    return false;
                }
            } else if (c == '\\' && quotedData && i + 1 < text.length() && text.charAt(i + 1) != '\n') {
                word.append(text.charAt(++i));
            } else if (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
                word.append(c);
            } else {
                return false;
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return true;
    }

    /** Returns where the quote ends, or -1 when it does not or cannot be read with certainty. */
    private static int doubleQuoted(String text, int start, boolean quotedData, StringBuilder word) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\' && quotedData && i + 1 < text.length() && "\\\"$`".indexOf(text.charAt(i + 1)) >= 0) {
                word.append(text.charAt(++i));
            } else if (EVALUATED.indexOf(c) >= 0 && !(quotedData && c == '!')) {
                return -1;
            } else {
                word.append(c);
            }
        }
        return -1;
    }
}
