package io.quarkiverse.codex.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * codex' own TypeScript SDK, in a process of Node that stays, so that it is as warm as this one.
 */
final class TypeScriptSdk implements EventSource {

    private static final String HARNESS = "typescript-sdk.mjs";
    private static final String VERSION = System.getProperty("codex-sdk.version");

    private final Process node;
    private final Writer commands;
    private final BufferedReader answers;

    private TypeScriptSdk(Process node) {
        this.node = node;
        this.commands = node.outputWriter(StandardCharsets.UTF_8);
        this.answers = node.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Installs the SDK and starts it.
     *
     * @throws IOException when there is no Node or npm, or no SDK to be had; the message says so
     */
    static TypeScriptSdk start(Path directory, Path executable) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        install(directory);
        try (InputStream harness = TypeScriptSdk.class.getResourceAsStream(HARNESS)) {
            // Beside its node_modules, where Node looks for what it imports.
            Files.copy(harness, directory.resolve(HARNESS), StandardCopyOption.REPLACE_EXISTING);
        }
        return new TypeScriptSdk(new ProcessBuilder("node", directory.resolve(HARNESS).toString(), executable.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    private static void install(Path directory) throws IOException, InterruptedException {
        if (Files.isDirectory(directory.resolve("node_modules/@openai/codex-sdk"))) {
            return;
        }
        // Its optional dependencies are codex itself, which is not run here.
        Process npm = new ProcessBuilder(List.of("npm", "install", "--prefix", directory.toString(), "--no-package-lock",
                "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=optional",
                "@openai/codex-sdk@" + VERSION)).redirectErrorStream(true).start();
        npm.getOutputStream().close();
        String said = new BufferedReader(new InputStreamReader(npm.getInputStream(), StandardCharsets.UTF_8)).lines()
                .reduce("", (one, other) -> other);
        if (npm.waitFor() != 0) {
            throw new IOException("npm could not install it: " + said);
        }
    }

    @Override
    public String name() {
        return "@openai/codex-sdk " + VERSION + ", from a process";
    }

    @Override
    public Reading read() throws IOException {
        commands.write("read\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("Node has ended");
        }
        JsonNode reading = new ObjectMapper().readTree(answer);
        return new Reading(reading.get("events").longValue(), reading.get("nanos").longValue(),
                reading.get("cpuNanos").longValue());
    }

    @Override
    public void close() throws InterruptedException {
        node.destroy();
        node.waitFor();
    }
}
