package io.quarkiverse.codex.it.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds processes without the help of what is tested.
 */
final class Processes {

    private static final Path PROC = Path.of("/proc");

    private Processes() {
    }

    /** The processes with a variable in their environment; where that cannot be seen, all that descend from this JVM. */
    static List<ProcessHandle> with(String variable, String value) {
        if (!Files.isDirectory(PROC)) {
            return ProcessHandle.current().descendants().toList();
        }
        List<ProcessHandle> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (environment(process).contains(variable + "=" + value)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static List<String> environment(Path process) {
        try {
            return Arrays.asList(Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException goneOrForeign) {
            return List.of();
        }
    }
}
