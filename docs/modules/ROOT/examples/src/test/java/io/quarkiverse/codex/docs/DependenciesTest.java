package io.quarkiverse.codex.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import io.quarkiverse.codex.docs.Documentation.Block;

/** What the documentation has users write into their pom.xml is what this build has. */
class DependenciesTest {

    private final String poms = Stream.of("pom.xml", "runtime/pom.xml", "docs/modules/ROOT/examples/pom.xml")
            .map(pom -> Documentation.read(Documentation.REPOSITORY.resolve(pom))).collect(Collectors.joining());

    @Test
    void artifactsAndVersionsAreThoseOfTheBuild() throws Exception {
        List<Block> blocks = Documentation.blocks("xml");
        assertThat(blocks).isNotEmpty();
        for (Block block : blocks) {
            Document document = parse(block);
            for (Element dependency : elements(document, "dependency")) {
                assertThat(poms).as("%s", block).contains("<artifactId>" + text(dependency, "artifactId") + "</artifactId>");
                assertThat(text(dependency, "version")).as("%s", block)
                        .matches(
                                version -> version.isEmpty() || version.startsWith("${") || poms.contains(">" + version + "<"));
            }
        }
    }

    @Test
    void versionsOfGettingStartedAreThoseOfTheBuild() {
        String pom = Documentation.read(Documentation.GETTING_STARTED.resolve("pom.xml"));

        assertThat(poms).contains(line(pom, "quarkus.version"));
        assertThat(poms).contains("<version>" + line(pom, "quarkus-codex.version").replaceAll("<[^>]+>", "") + "</version>");
    }

    private static String line(String pom, String property) {
        return pom.lines().map(String::strip).filter(line -> line.startsWith("<" + property + ">")).findFirst().orElseThrow();
    }

    private static Document parse(Block block) throws Exception {
        String text = block.lines().stream().map(line -> line.startsWith("include::")
                ? String.join("\n", Regions.included(block.file(), line).orElseThrow())
                : line).collect(Collectors.joining("\n"));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
