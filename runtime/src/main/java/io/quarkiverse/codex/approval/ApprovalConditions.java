package io.quarkiverse.codex.approval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Conditions for {@link ApprovalPolicy#onlyIf(Predicate)}. Each holds only where it certainly does: what cannot be told does
 * not meet it.
 */
public final class ApprovalConditions {

    private static final Path PARENT = Path.of("..");

    private ApprovalConditions() {
    }

    /**
     * Holds for {@linkplain CommandApproval#plainWords() plain commands} that begin with some words. For example
     * {@code command("git", "log")} holds for {@code git log -3}, not for {@code git}, {@code git logger} or
     * {@code git log | sh}.
     * <p>
     * Arguments can make a harmless program do anything, {@code find -delete} for one. Where the further words matter, use
     * {@link #commandMatching(String)}.
     *
     * @param words the program, as it is called, and further words
     * @return the condition, never {@code null}
     * @throws IllegalArgumentException when there are no words
     */
    public static Predicate<ApprovalRequest> command(String... words) {
        List<String> prefix = List.of(words);
        requireWords(prefix);
        return request -> request instanceof CommandApproval command && command.plainWords()
                .filter(found -> found.size() >= prefix.size() && found.subList(0, prefix.size()).equals(prefix)).isPresent();
    }

    /**
     * Holds for {@linkplain CommandApproval#plainWords() plain commands} that match a pattern word for word. {@code *} stands
     * for any part of one word, {@code **} as the last word for any number of words, none included. For example
     * {@code npm run test:*}, {@code ls **}.
     *
     * @param pattern the words with blanks between them
     * @return the condition, never {@code null}
     * @throws IllegalArgumentException when there are no words
     */
    public static Predicate<ApprovalRequest> commandMatching(String pattern) {
        List<String> words = new ArrayList<>(List.of(pattern.trim().split("\\s+")));
        boolean open = words.get(words.size() - 1).equals("**");
        if (open) {
            words.remove(words.size() - 1);
        }
        requireWords(words);
        List<Pattern> patterns = words.stream().map(ApprovalConditions::wordPattern).toList();
        return request -> request instanceof CommandApproval command
                && command.plainWords().filter(found -> matches(found, patterns, open)).isPresent();
    }

    /**
     * Holds for what happens inside a directory: commands that start from it or from one below, and changes of files if all are
     * known and lie in it. For a command this says where it starts, not what it touches, and a command that is accepted may run
     * outside the sandbox: look at its words, too. It does not hold for commands that are to reach a host or are to get
     * further permissions, and not for requests for permissions.
     * <p>
     * Symbolic links are followed where the paths exist on this machine; elsewhere the paths are compared as they are written.
     * That may read from a disk.
     *
     * @param directory the directory; if relative, it is taken from the directory of the application's process
     * @return the condition, never {@code null}
     */
    public static Predicate<ApprovalRequest> inside(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        return request -> {
            List<String> places = places(request);
            return !places.isEmpty() && places.stream().allMatch(place -> isInside(place, root));
        };
    }

    private static void requireWords(List<String> words) {
        if (words.isEmpty() || words.get(0).isBlank()) {
            throw new IllegalArgumentException("A condition on commands needs at least the program");
        }
    }

    private static Pattern wordPattern(String word) {
        StringBuilder regex = new StringBuilder();
        for (String part : word.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static boolean matches(List<String> words, List<Pattern> patterns, boolean open) {
        if (words.size() < patterns.size() || !open && words.size() > patterns.size()) {
            return false;
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (!patterns.get(i).matcher(words.get(i)).matches()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> places(ApprovalRequest request) {
        if (request instanceof CommandApproval command) {
            boolean startsThereOnly = command.network() == null && command.additionalPermissions() == null;
            return command.cwd() == null || !startsThereOnly ? List.of() : List.of(command.cwd());
        }
        if (request instanceof FileChangeApproval change && change.paths() != null) {
            List<String> places = new ArrayList<>(change.paths());
            if (change.grantRoot() != null) {
                places.add(change.grantRoot());
            }
            return places;
        }
        return List.of();
    }

    private static boolean isInside(String place, Path root) {
        try {
            Path path = Path.of(place);
            return path.isAbsolute() && real(path).startsWith(real(root));
        } catch (InvalidPathException | IOException e) {
            return false;
        }
    }

    /** A file that is yet to be made has no real path, but the directory it will lie in may have. */
    private static Path real(Path path) throws IOException {
        Path rest = Path.of("");
        for (Path existing = path; existing != null; existing = existing.getParent()) {
            Path real;
            try {
                real = existing.toRealPath();
            } catch (NoSuchFileException e) {
                if (Files.isSymbolicLink(existing)) {
                    throw e;
                }
                rest = existing.getFileName() == null ? rest : existing.getFileName().resolve(rest);
                continue;
            }
            if (StreamSupport.stream(rest.spliterator(), false).anyMatch(PARENT::equals)) {
                // Where it leads to, once what is missing is there, nobody knows.
                throw new NoSuchFileException(path.toString());
            }
            return real.resolve(rest);
        }
        return path.normalize();
    }
}
