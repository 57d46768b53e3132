package io.quarkiverse.codex.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How much processor time the compilers of this JVM have taken, as Linux tells it. They go on for tens of thousands of turns.
 */
final class CompilerThreads {

    private static final Path TASKS = Path.of("/proc/self/task");

    private CompilerThreads() {
    }

    /**
     * @return nanoseconds since the JVM began; 0 on systems that do not tell
     */
    static long cpuNanos() throws IOException {
        if (!Files.isDirectory(TASKS)) {
            return 0;
        }
        long nanos = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                nanos += cpuNanos(task);
            }
        }
        return nanos;
    }

    private static long cpuNanos(Path task) throws IOException {
        try {
            // The system cuts names of threads to fifteen characters.
            return Files.readString(task.resolve("comm")).matches("C[12] CompilerThre\\s*")
                    ? Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[0])
                    : 0;
        } catch (NoSuchFileException e) {
            // It has ended meanwhile, as compilers do that have nothing to do.
            return 0;
        }
    }
}
