package io.quarkiverse.codex.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.testing.CodexBinary;

/** The commands of the documentation are those that this build understands. Nothing is run: most take minutes. */
class CommandsTest {

    private static final Set<String> GOALS = Set.of("package", "verify", "install", "quarkus:dev");

    private final List<List<String>> commands = Stream
            .concat(Documentation.blocks("shell").stream(), Documentation.markdownBlocks("shell").stream())
            .flatMap(block -> block.lines().stream()).map(line -> List.of(line.split(" +"))).toList();

    @Test
    void goalsOfMavenExist() {
        assertThat(maven()).hasSizeGreaterThan(5).allSatisfy(command -> assertThat(goals(command))
                .as("%s", command).isNotEmpty().isSubsetOf(GOALS));
    }

    @Test
    void modulesOfMavenExist() {
        assertThat(maven().flatMap(command -> after(command, "-pl"))).isNotEmpty()
                .flatMap(modules -> List.of(modules.split(",")))
                .allMatch(module -> Files.isRegularFile(Documentation.REPOSITORY.resolve(module).resolve("pom.xml")));
    }

    @Test
    void profilesOfMavenExist() {
        String poms = files("pom.xml"::equals).map(Documentation::read).reduce("", String::concat);

        assertThat(maven().flatMap(command -> beginning(command, "-P"))).isNotEmpty()
                .allMatch(profile -> poms.contains("<id>" + profile + "</id>"));
    }

    @Test
    void testsOfMavenExist() {
        List<String> tests = files(name -> name.endsWith("Test.java")).map(file -> file.getFileName().toString()).toList();

        assertThat(maven().flatMap(command -> beginning(command, "-Dtest="))).isNotEmpty()
                .filteredOn(test -> !test.contains("*")).allMatch(test -> tests.contains(test + ".java"));
    }

    @Test
    void codexIsTheOneThatTestsRunWith() {
        assertThat(commands.stream().filter(command -> command.get(0).equals("npm")).map(command -> command.get(3)))
                .isNotEmpty().containsOnly("@openai/codex@" + CodexBinary.PINNED_VERSION);
    }

    private Stream<List<String>> maven() {
        return commands.stream().filter(command -> command.get(0).equals("mvn"));
    }

    private static List<String> goals(List<String> command) {
        return Stream.iterate(1, i -> i < command.size(), i -> i + 1)
                .filter(i -> !command.get(i).startsWith("-") && !command.get(i - 1).equals("-pl")).map(command::get).toList();
    }

    private static Stream<String> after(List<String> command, String option) {
        int index = command.indexOf(option);
        return index < 0 ? Stream.empty() : Stream.of(command.get(index + 1));
    }

    private static Stream<String> beginning(List<String> command, String option) {
        return command.stream().filter(word -> word.startsWith(option)).map(word -> word.substring(option.length()));
    }

    private static Stream<Path> files(Predicate<String> name) {
        try (Stream<Path> files = Files.find(Documentation.REPOSITORY, 12, (file, attributes) -> attributes.isRegularFile()
                && name.test(file.getFileName().toString()) && !file.toString().contains("/target/"))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
