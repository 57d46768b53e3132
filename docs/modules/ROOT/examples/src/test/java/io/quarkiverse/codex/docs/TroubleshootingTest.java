package io.quarkiverse.codex.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Every exception of the API is explained, and the messages that are shown are those of the code. */
class TroubleshootingTest {

    private static final Path PAGE = Documentation.PAGES.resolve("troubleshooting.adoc");
    /** What differs: a property is that of the client which the message is about. */
    private static final String VARIABLE = "…|quarkus\\.codex\\.[\\w.*-]*[\\w*]";
    private static final Pattern MESSAGE = Pattern.compile("^\\|`\\+(.*)\\+`$", Pattern.MULTILINE);

    @Test
    void everyExceptionHasASection() throws IOException {
        List<String> sections = Pattern.compile("^=== `(\\w+)`$", Pattern.MULTILINE).matcher(Documentation.read(PAGE)).results()
                .map(match -> match.group(1)).toList();

        assertThat(sections).containsExactlyInAnyOrderElementsOf(exceptions());
    }

    @Test
    void everySectionCanBeLinkedByTheNameOfItsException() throws IOException {
        assertThat(exceptions()).allSatisfy(name -> assertThat(Documentation.read(PAGE))
                .contains("[#" + name + "]\n=== `" + name + "`\n"));
    }

    @Test
    void messagesAreThoseOfTheCode() {
        String code = Stream.of("runtime", "testing").flatMap(module -> sources(module).stream())
                .map(Documentation::read)
                // Long messages are put together from several literals.
                .map(source -> source.replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\""))
                .collect(Collectors.joining("\n"));
        assertThat(messages()).hasSizeGreaterThan(50).allSatisfy(message -> assertThat(message.split(VARIABLE))
                .allSatisfy(part -> assertThat(code.contains(part)).as("\"%s\" of \"%s\" is said", part, message).isTrue()));
    }

    @Test
    void messagesOfTheCodeAreExplained() throws IOException {
        List<String> exceptions = exceptions();
        List<Pattern> explained = messages().stream().map(TroubleshootingTest::pattern).toList();

        List<String> said = Stream.of("runtime", "testing").flatMap(module -> sources(module).stream())
                .flatMap(source -> Messages.of(Documentation.read(source), exceptions)).distinct().toList();

        assertThat(said).hasSizeGreaterThan(100);
        assertThat(said).as("Messages that are not on the page").filteredOn(
                message -> explained.stream().noneMatch(pattern -> pattern.matcher(message).matches())).isEmpty();
    }

    /** It need not tell everything that the code does. */
    private static Pattern pattern(String message) {
        return Pattern.compile(Stream.of(message.split(VARIABLE, -1)).map(Pattern::quote)
                .collect(Collectors.joining(".*", ".*", ".*")));
    }

    private static List<String> messages() {
        return MESSAGE.matcher(Documentation.read(PAGE)).results().map(match -> match.group(1)).toList();
    }

    private static List<String> exceptions() throws IOException {
        return Stream.of("runtime", "testing").flatMap(module -> sources(module).stream())
                .filter(source -> source.getFileName().toString().endsWith("Exception.java"))
                .filter(source -> !source.toString().contains("/codex/runtime/"))
                .filter(source -> Documentation.read(source).contains("\npublic "))
                .map(source -> source.getFileName().toString().replace(".java", "")).sorted().toList();
    }

    private static List<Path> sources(String module) {
        try (Stream<Path> files = Files.walk(Documentation.REPOSITORY.resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
