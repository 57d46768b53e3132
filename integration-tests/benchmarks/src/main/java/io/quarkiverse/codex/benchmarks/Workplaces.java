package io.quarkiverse.codex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Directories to work in, one of them a git repository. They lie in the user's home: what lies in a checkout of this project
 * is in a git repository, and in the directory for temporary files codex behaves differently.
 */
record Workplaces(Path parent, Path plain, Path repository) implements AutoCloseable {

    static Workplaces create() throws IOException, InterruptedException {
        Path parent = Files.createTempDirectory(Path.of(System.getProperty("user.home")), "codex-benchmarks-");
        Path repository = Files.createDirectory(parent.resolve("repository"));
        git(repository, "init", "--quiet");
        git(repository, "-c", "user.name=benchmarks", "-c", "user.email=benchmarks@example.com", "commit", "--quiet",
                "--allow-empty", "--message", "Begin");
        return new Workplaces(parent, Files.createDirectory(parent.resolve("plain")), repository);
    }

    private static void git(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        if (new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start().waitFor() != 0) {
            throw new IOException("This failed in " + directory + ": " + command);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(parent)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
