package io.quarkiverse.codex.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.docs.Documentation.Block;
import io.quarkiverse.codex.testing.CodexBinary;

/**
 * Code in the documentation is code that the build compiles: pages include it, and what README shows is compared, for GitHub
 * includes nothing.
 */
class CodeBlocksTest {

    private static final Set<String> CHECKED = Set.of("java", "properties", "xml", "json", "toml", "shell");
    /** What only people read. */
    private static final Set<String> UNCHECKED = Set.of("text");

    @Test
    void javaIsIncludedFromWhatIsCompiled() {
        assertThat(Documentation.blocks("java")).isNotEmpty().allSatisfy(block -> assertThat(block.lines())
                .as("%s is to consist of lines include::../examples/src/…[tag=…] whose regions exist", block).isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("include::../examples/src/"))
                .allSatisfy(line -> assertThat(Regions.included(block.file(), line)).as(line).isPresent()));
    }

    @Test
    void javaOfReadmeIsThatOfTheExamples() {
        List<String> compiled = List.of(
                stripped(Regions.region(Documentation.EXAMPLES.resolve("main/java/org/acme/guide/Turns.java"), "readme")
                        .orElseThrow()));

        assertThat(Documentation.markdownBlocks("java")).isNotEmpty()
                .allSatisfy(block -> assertThat(compiled).as("%s", block).anySatisfy(
                        code -> assertThat(stripped(block.lines())).endsWith(code)));
    }

    @Test
    void jsonCanBeRead() {
        assertThat(Documentation.blocks("json")).allSatisfy(
                block -> assertThat(new ObjectMapper().readTree(String.join("\n", block.lines()))).isNotNull());
    }

    /** codex refuses a configuration before it misses a prompt. */
    @Test
    void tomlIsConfigurationThatCodexTakes(@TempDir Path directory) throws Exception {
        List<Block> blocks = Documentation.blocks("toml");
        assertThat(blocks).isNotEmpty();
        for (Block block : blocks) {
            Files.write(directory.resolve("config.toml"), block.lines());
            ProcessBuilder codex = new ProcessBuilder(CodexBinary.findOrInstall().path().toString(), "exec",
                    "--strict-config", "--skip-git-repo-check").directory(directory.toFile()).redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Files.createTempFile(directory, "no", "prompt").toFile()));
            codex.environment().put("CODEX_HOME", directory.toString());

            assertThat(new String(codex.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .as("What codex says of %s", block).contains("No prompt");
        }
    }

    @Test
    void everyLanguageIsKnown() {
        assertThat(Documentation.blocks()).extracting(Block::language)
                .allMatch(language -> CHECKED.contains(language) || UNCHECKED.contains(language));
    }

    @Test
    void noBlockEscapesTheseTestsByItsForm() {
        assertThat(Documentation.pages()).allSatisfy(page -> {
            long blocks = Documentation.blocks().stream().filter(block -> block.file().equals(page)).count();
            long delimiters = Documentation.read(page).lines().filter("----"::equals).count();
            assertThat(delimiters).as("Blocks of %s that do not begin with [source,…]", name(page)).isEqualTo(2 * blocks);
        });
    }

    private static Path name(Path page) {
        return page.getFileName();
    }

    private static String stripped(List<String> lines) {
        return String.join("\n", lines.stream().map(String::strip).map(line -> line.replaceAll(" +//", " //")).toList());
    }
}
