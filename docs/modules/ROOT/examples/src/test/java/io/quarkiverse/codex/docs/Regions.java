package io.quarkiverse.codex.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of the examples that pages include by their tags. */
final class Regions {

    private static final Pattern INCLUDE = Pattern.compile("include::(\\S+)\\[(?:tag=([\\w-]+)(?:,indent=0)?)?]");

    private Regions() {
    }

    /** What a line of a page includes; empty when it is no include of what there is. */
    static Optional<List<String>> included(Path page, String line) {
        Matcher include = INCLUDE.matcher(line);
        if (!include.matches()) {
            return Optional.empty();
        }
        Path file = page.resolveSibling(include.group(1));
        return include.group(2) == null ? whole(file) : region(file, include.group(2));
    }

    private static Optional<List<String>> whole(Path file) {
        return Files.isRegularFile(file) ? Optional.of(Documentation.read(file).lines().toList()) : Optional.empty();
    }

    static Optional<List<String>> region(Path file, String tag) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = Documentation.read(file).lines().toList();
        int begin = indexOf(lines, "tag::" + tag + "[]");
        int end = indexOf(lines, "end::" + tag + "[]");
        return begin < 0 || end <= begin + 1 ? Optional.empty() : Optional.of(lines.subList(begin + 1, end));
    }

    private static int indexOf(List<String> lines, String mark) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith(" " + mark)) {
                return i;
            }
        }
        return -1;
    }
}
