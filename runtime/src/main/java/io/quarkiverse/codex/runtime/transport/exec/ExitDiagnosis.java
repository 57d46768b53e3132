package io.quarkiverse.codex.runtime.transport.exec;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.transport.ConfigurationRefusal;
import io.quarkiverse.codex.runtime.transport.GitCheck;
import io.quarkiverse.codex.runtime.transport.TurnRequest;

/**
 * Tells from the exit code and standard error why a process ended without ending its turn. codex gives no codes for that, so
 * its words have to do; what is not recognised stays a {@link CodexProcessException} with all of them.
 */
final class ExitDiagnosis {

    private static final List<Rule> RULES = List.of(
            new Rule("no rollout found for thread id|(?:thread|session|conversation) not found",
                    (words, request, client) -> new CodexThreadNotFoundException("codex knows no thread "
                            + request.threadId().orElse("") + " in its home: start a new thread, or set "
                            + client.name("home") + " to the home the thread was started in (" + words + ")",
                            request.threadId().orElse(""))),
            new Rule("Not inside a trusted directory",
                    (words, request, client) -> GitCheck.missing(request.settings().workingDirectory(), client)),
            new Rule("Error finding codex home|CODEX_HOME points to",
                    (words, request, client) -> new CodexConfigurationException("codex cannot use its home: " + words
                            + ". Create the directory, or set " + client.name("home") + " to another")),
            new Rule(ConfigurationRefusal::isIn, (words, request, client) -> ConfigurationRefusal.of(words, client)),
            new Rule("Output schema file|output schema file",
                    (words, request, client) -> new CodexConfigurationException("codex refused the output schema: " + words)),
            new Rule("Failed to (?:read|open) image|unable to (?:read|process) image",
                    (words, request, client) -> new CodexConfigurationException("codex refused an image: " + words)));

    private static final int SIGNALS = 128;

    private ExitDiagnosis() {
    }

    static CodexException of(int exitCode, String standardError, TurnRequest request, ClientProperties client) {
        if (exitCode == 0) {
            return new CodexProtocolException("codex ended without an error but never said that the turn was over: look at the"
                    + " log for lines that were not understood, and whether this version of codex is supported"
                    + said(standardError));
        }
        boolean signal = exitCode > SIGNALS;
        // Whoever was killed had not refused anything, whatever it complained about before.
        for (Rule rule : signal ? List.<Rule> of() : RULES) {
            Optional<String> words = rule.words(standardError);
            if (words.isPresent()) {
                return rule.maker.make(words.get(), request, client);
            }
        }
        String how = signal ? "was ended by signal " + (exitCode - SIGNALS) : "ended with exit code " + exitCode;
        return new CodexProcessException("codex " + how + " before the turn was over" + said(standardError), exitCode,
                standardError);
    }

    static String said(String standardError) {
        String last = standardError.lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.matches("\\d+: .*|Stack backtrace:|Reading prompt from stdin.*"))
                .reduce((one, other) -> other).orElse("");
        return last.isEmpty() ? "; it said nothing on standard error" : "; the last it said was: " + shortened(last);
    }

    private static String shortened(String line) {
        int most = 500;
        return line.length() <= most ? line : line.substring(0, most) + "…";
    }

    private interface Maker {
        CodexException make(String words, TurnRequest request, ClientProperties client);
    }

    private record Rule(Predicate<String> line, Maker maker) {

        Rule(String regex, Maker maker) {
            this(Pattern.compile(regex).asPredicate(), maker);
        }

        Optional<String> words(String standardError) {
            List<String> lines = standardError.lines().map(String::strip).toList();
            for (int i = 0; i < lines.size(); i++) {
                if (line.test(lines.get(i))) {
                    // A configuration error names the key on the next line: "in `sandbox_mode`".
                    boolean continued = i + 1 < lines.size() && lines.get(i + 1).startsWith("in `");
                    return Optional.of(shortened(continued ? lines.get(i) + " " + lines.get(i + 1) : lines.get(i)));
                }
            }
            return Optional.empty();
        }
    }
}
