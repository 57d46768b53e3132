package io.quarkiverse.codex.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the documentation lies, and what is in it. Tests run in the directory of this module. */
final class Documentation {

    static final Path PAGES = Path.of("../pages");
    static final Path IMAGES = Path.of("../images");
    static final Path REPOSITORY = Path.of("../../../..");
    static final Path EXAMPLES = Path.of("src");
    static final Path GETTING_STARTED = Path.of("getting-started");

    private static final Pattern SOURCE = Pattern.compile("\\[source,(\\w+).*]");
    private static final Pattern FENCE = Pattern.compile("```(\\w*)");

    private Documentation() {
    }

    /** A block of code, and where it stands. */
    record Block(Path file, int line, String language, List<String> lines) {

        @Override
        public String toString() {
            return file.getFileName() + ":" + line;
        }
    }

    static List<Path> pages() {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".adoc")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> markdown() {
        return Stream.of("README.md", "CONTRIBUTING.md").map(REPOSITORY::resolve).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source blocks of all pages, of a language. */
    static List<Block> blocks(String language) {
        return blocks().stream().filter(block -> block.language().equals(language)).toList();
    }

    static List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages()) {
            blocks(page, SOURCE, "----", 1, blocks);
        }
        return blocks;
    }

    static List<Block> markdownBlocks(String language) {
        List<Block> blocks = new ArrayList<>();
        for (Path file : markdown()) {
            blocks(file, FENCE, "```", 0, blocks);
        }
        return blocks.stream().filter(block -> block.language().equals(language)).toList();
    }

    /** @param delimiters how many lines stand between the head of a block and its content */
    private static void blocks(Path file, Pattern head, String end, int delimiters, List<Block> blocks) {
        List<String> lines = read(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = head.matcher(lines.get(i));
            if (matcher.matches()) {
                int first = i + 1 + delimiters;
                int last = first;
                while (!lines.get(last).equals(end)) {
                    last++;
                }
                blocks.add(new Block(file, i + 1, matcher.group(1), lines.subList(first, last)));
                i = last;
            }
        }
    }
}
