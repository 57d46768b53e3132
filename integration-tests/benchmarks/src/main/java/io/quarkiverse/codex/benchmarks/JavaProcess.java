package io.quarkiverse.codex.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another JVM with the same classes, for what is to have a heap or a processor time of its own.
 */
final class JavaProcess {

    private JavaProcess() {
    }

    static ProcessBuilder of(int heapMegabytes, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m", "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=" + System.getProperty("java.util.logging.manager"),
                "-Dcodex.version=" + System.getProperty("codex.version"),
                "-classpath", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
