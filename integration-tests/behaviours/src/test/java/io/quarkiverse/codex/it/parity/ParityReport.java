package io.quarkiverse.codex.it.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkiverse.codex.testing.CodexBinary;

/**
 * The list of what codex can do and this library does not name, as the build finds it and as somebody has reviewed it.
 */
final class ParityReport {

    private static final String UPDATE = "codex.parity.update";
    private static final Path FILE = Path.of("src", "test", "resources", "io", "quarkiverse", "codex", "it", "parity",
            "parity-report.txt");
    private static final String COMMAND = "mvn verify -pl runtime,testing,integration-tests/behaviours"
            + " -Dtest=ProtocolParityTest -Dsurefire.failIfNoSpecifiedTests=false -D" + UPDATE + "=true";

    private final Map<String, TreeSet<String>> sections = new TreeMap<>();

    void add(String section, String entry) {
        sections.computeIfAbsent(section, title -> new TreeSet<>()).add(entry);
    }

    void addAll(String section, Collection<String> entries) {
        entries.forEach(entry -> add(section, entry));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        sections.forEach((title, entries) -> entries.forEach(entry -> lines.add(title + ": " + entry)));
        return lines;
    }

    /** Compares with the reviewed list, or replaces it when the build was told to. */
    void compare(String version) throws IOException {
        List<String> now = lines();
        boolean pinned = version.equals(CodexBinary.PINNED_VERSION);
        if (Boolean.getBoolean(UPDATE)) {
            if (!pinned) {
                throw new AssertionError("The report is that of codex " + CodexBinary.PINNED_VERSION + ", not of " + version
                        + ": change the pinned version first");
            }
            List<String> text = new ArrayList<>(header(version));
            text.addAll(now);
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, text);
            return;
        }
        List<String> reviewed = Files.readAllLines(FILE).stream().filter(line -> !line.startsWith("#")).toList();
        String difference = difference(reviewed, now);
        if (difference.isEmpty()) {
            return;
        }
        if (pinned) {
            throw new AssertionError("codex " + version + " and this library differ otherwise than " + FILE + " says:\n"
                    + difference + "Name what is new, or accept the difference by\n" + COMMAND + "\n");
        }
        System.out.println("codex " + version + ", compared with " + CodexBinary.PINNED_VERSION + ":\n" + difference);
    }

    private static List<String> header(String version) {
        return List.of(
                "# What the app-server of codex " + version + " can do and this library has no name for, and the reverse.",
                "# Nothing of it gets lost: unknown events, items, fields and values are passed on as they are.",
                "# Written by", "#   " + COMMAND, "# and to be reviewed: every new line is a decision not to name something.");
    }

    private static String difference(List<String> reviewed, List<String> now) {
        TreeSet<String> all = new TreeSet<>(reviewed);
        all.addAll(now);
        StringBuilder difference = new StringBuilder();
        for (String line : all) {
            if (!reviewed.contains(line)) {
                difference.append("+ ").append(line).append('\n');
            } else if (!now.contains(line)) {
                difference.append("- ").append(line).append('\n');
            }
        }
        return difference.toString();
    }
}
