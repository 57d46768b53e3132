package io.quarkiverse.codex.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.Step;

/**
 * A scripted model in a JVM of its own, so that what it takes of the processors is not counted as the library's.
 */
final class ModelProcess implements AutoCloseable {

    /** Is answered at once. */
    static final String TRIVIAL = "hello";
    /** Has codex run a command that does nothing. */
    static final String COMMAND = "run";

    private static final int HEAP_MEGABYTES = 256;
    private static final String PREFIX = "quarkus.codex.";

    private final Process process;
    private final Map<String, String> properties = new HashMap<>();

    private ModelProcess(Process process) {
        this.process = process;
    }

    static ModelProcess start() throws IOException {
        ModelProcess model = new ModelProcess(JavaProcess.of(HEAP_MEGABYTES, Server.class).start());
        BufferedReader said = model.process.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); !"".equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IOException("The model's process did not start");
            }
            String[] property = line.split("=", 2);
            model.properties.put(property[0].substring(PREFIX.length()), property[1]);
        }
        return model;
    }

    /**
     * The properties of a client of this model, with a home and a working directory of their own.
     */
    Map<String, String> properties(Path directory, String... further) throws IOException {
        Map<String, String> all = new HashMap<>(properties);
        Files.createDirectories(directory);
        all.put("home", Files.createDirectories(Files.createTempDirectory(directory, "home-")).toString());
        all.put("working-directory", Files.createDirectories(directory.resolve("workspace")).toString());
        for (int i = 0; i < further.length; i += 2) {
            all.put(further[i], further[i + 1]);
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Prints the properties that lead to the model and serves until nobody is there to read its output.
     */
    static final class Server {

        private Server() {
        }

        public static void main(String[] arguments) throws IOException {
            ScheduledExecutorService forgetting = Executors.newSingleThreadScheduledExecutor();
            try (ScriptedModel model = new ScriptedModel()) {
                model.when(TRIVIAL).reply("Hi!");
                model.when(COMMAND).then(Step.shell("true", Duration.ofSeconds(10))).reply("Done.");
                model.applicationProperties().forEach((name, value) -> System.out.println(name + "=" + value));
                System.out.println();
                forgetting.scheduleWithFixedDelay(model::clear, 1, 1, TimeUnit.SECONDS);
                while (System.in.read() >= 0) {
                    // Whoever started this says nothing, and closes the pipe or is gone in the end.
                }
            } finally {
                forgetting.shutdownNow();
            }
        }
    }
}
