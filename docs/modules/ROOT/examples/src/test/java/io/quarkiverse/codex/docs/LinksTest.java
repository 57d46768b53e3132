package io.quarkiverse.codex.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * Links inside the documentation lead somewhere. Anchors have to be written down: those that are made from titles differ
 * between Antora and what this build makes.
 */
class LinksTest {

    private static final Pattern ANCHOR = Pattern.compile("\\[#([\\w-]+)]|\\[\\[([\\w-]+)(?:,[^]]*)?]]");
    private static final Pattern XREF = Pattern.compile("xref:([^\\[\\s]+)\\[");
    private static final Pattern LOCAL = Pattern.compile("<<([^,>]+)(?:,[^>]*)?>>");
    private static final Pattern IMAGE = Pattern.compile("image::?([^\\[\\s]+)\\[");
    private static final Pattern MARKDOWN = Pattern.compile("]\\(([^)\\s]+)\\)");

    @Test
    void crossReferencesLeadToPagesAndAnchors() {
        List<String> broken = new ArrayList<>();
        for (Path page : Stream.concat(Documentation.pages().stream(),
                Stream.of(Documentation.PAGES.resolve("../nav.adoc"))).toList()) {
            String text = Documentation.read(page);
            targets(XREF, text).filter(target -> !leads(page, target)).forEach(target -> broken.add(page + ": " + target));
            targets(LOCAL, text).filter(target -> !hasAnchor(page, target))
                    .forEach(target -> broken.add(page + ": <<" + target + ">>"));
            targets(IMAGE, text).filter(target -> !Files.isRegularFile(Documentation.IMAGES.resolve(target)))
                    .forEach(target -> broken.add(page + ": " + target));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageIsInTheNavigation() {
        List<String> listed = targets(XREF, Documentation.read(Documentation.PAGES.resolve("../nav.adoc"))).toList();

        assertThat(Documentation.pages()).extracting(page -> page.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void linksOfReadmeAndContributingLeadToFiles() {
        assertThat(Documentation.markdown()).allSatisfy(file -> assertThat(targets(MARKDOWN, Documentation.read(file)))
                .as("%s", file.getFileName()).isNotEmpty().filteredOn(target -> !target.startsWith("https://"))
                .allMatch(target -> Files.exists(Documentation.REPOSITORY.resolve(target.replaceAll("#.*", "")))));
    }

    private static Stream<String> targets(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static boolean leads(Path from, String target) {
        String[] parts = target.split("#", 2);
        if (parts.length == 1 && !parts[0].endsWith(".adoc")) {
            return hasAnchor(from, parts[0]);
        }
        Path page = parts[0].isEmpty() ? from : Documentation.PAGES.resolve(parts[0]);
        return Files.isRegularFile(page) && (parts.length == 1 || hasAnchor(page, parts[1]));
    }

    private static boolean hasAnchor(Path page, String anchor) {
        return ANCHOR.matcher(Documentation.read(page)).results().map(LinksTest::name).anyMatch(anchor::equals);
    }

    private static String name(MatchResult anchor) {
        return anchor.group(1) == null ? anchor.group(2) : anchor.group(1);
    }
}
