package io.quarkiverse.codex.sessions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A replica of the application in a process of its own, that runs one turn. */
final class ReplicaProcess implements AutoCloseable {

    private static final Path APPLICATION = Path.of(System.getProperty("application.jar"));

    private final Process process;
    private final Path output;
    private final Path errors;

    private ReplicaProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    static ReplicaProcess start(Path directory, Map<String, String> properties, String key, String prompt) {
        try {
            Path output = Files.createTempFile(directory, "replica", ".out");
            Path errors = Files.createTempFile(directory, "replica", ".err");
            List<String> line = new ArrayList<>();
            line.add(ProcessHandle.current().info().command().orElseThrow());
            properties.forEach((name, value) -> line.add("-D" + name + "=" + value));
            line.addAll(List.of("-jar", APPLICATION.toString(), key, prompt));
            return new ReplicaProcess(new ProcessBuilder(line).directory(directory.toFile()).redirectOutput(output.toFile())
                    .redirectError(errors.toFile()).start(), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of the turn. */
    Map<String, String> result() {
        if (awaitEnd() != 0) {
            throw new AssertionError("The replica failed: " + errors());
        }
        Map<String, String> result = new HashMap<>();
        for (String line : read(output).split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                result.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return result;
    }

    int awaitEnd() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new AssertionError("The replica did not end: " + errors());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    String errors() {
        return read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
