package io.quarkiverse.codex.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shell scripts that stand in for codex.
 */
final class FakeCodex {

    private static final String VERSION = """
            #!/bin/sh
            [ "$1" = --version ] && { echo codex-cli %s; exit; }
            """.formatted(System.getProperty("codex.version"));
    /** Like codex: nothing is said before the whole prompt is there. */
    private static final String READ_PROMPT = "cat > /dev/null\n";

    private FakeCodex() {
    }

    /** One that says a whole turn as fast as it can. */
    static Path playing(Recording recording) throws IOException {
        return script(recording.file().resolveSibling(recording.file().getFileName() + ".sh"),
                READ_PROMPT + "exec cat " + quoted(recording.file()) + "\n");
    }

    /** One that notes how it was called, for {@link #called}. */
    static Path noting(Path directory, Recording recording) throws IOException {
        return script(directory.resolve("noting.sh"), "printf '%s\\0' \"$@\" > " + quoted(directory.resolve("arguments")) + "\n"
                + "env -0 > " + quoted(directory.resolve("environment")) + "\n"
                + READ_PROMPT + "exec cat " + quoted(recording.file()) + "\n");
    }

    static Call called(Path directory) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : noted(directory.resolve("environment"))) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return new Call(noted(directory.resolve("arguments")), environment);
    }

    private static List<String> noted(Path file) throws IOException {
        return List.of(Files.readString(file).split("\0"));
    }

    private static Path script(Path file, String body) throws IOException {
        Files.write(file, (VERSION + body).getBytes(StandardCharsets.UTF_8));
        file.toFile().setExecutable(true);
        return file;
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    /**
     * How codex was called.
     */
    record Call(List<String> arguments, Map<String, String> environment) {

        ProcessBuilder of(Path executable) {
            List<String> line = new ArrayList<>(List.of(executable.toString()));
            line.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(line);
            builder.environment().clear();
            builder.environment().putAll(environment);
            return builder;
        }
    }
}
