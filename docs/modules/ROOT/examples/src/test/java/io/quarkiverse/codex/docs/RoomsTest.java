package io.quarkiverse.codex.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The page on the architecture knows every room of the house. */
class RoomsTest {

    private static final Path RUNTIME = Documentation.REPOSITORY.resolve("runtime/src/main/java/io/quarkiverse/codex");

    @Test
    void everyPackageIsOnThePage() throws IOException {
        String page = Documentation.read(Documentation.PAGES.resolve("architecture.adoc"));

        assertThat(rooms("").filter(room -> !room.equals("runtime")).toList()).isNotEmpty()
                .allSatisfy(room -> assertThat(page).contains("`" + room + "`"));
        assertThat(rooms("runtime").toList()).isNotEmpty()
                .allSatisfy(room -> assertThat(page).contains("`runtime." + room + "`"));
    }

    private static Stream<String> rooms(String parent) throws IOException {
        try (Stream<Path> children = Files.list(RUNTIME.resolve(parent))) {
            List<String> names = children.filter(Files::isDirectory).map(child -> child.getFileName().toString()).toList();
            return names.stream();
        }
    }
}
