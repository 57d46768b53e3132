package io.quarkiverse.codex.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Runs turns with {@code codex exec --json}, in a home and a workspace of its own that vanish with it. */
final class CodexExec implements AutoCloseable {

    static final CodexBinary BINARY = CodexBinary.findOrInstall();

    private final ScriptedModel model;
    private final Path root;
    private final Path workspace;

    CodexExec(ScriptedModel model) {
        this.model = model;
        try {
            root = Files.createTempDirectory("codex-kit-");
            Files.createDirectories(root.resolve("home"));
            workspace = Files.createDirectories(root.resolve("workspace"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What codex said and how it ended. */
    record Result(int exitCode, List<JsonNode> events, String errors) {

        List<JsonNode> items(String type) {
            return events.stream().filter(event -> event.path("type").asText().equals("item.completed"))
                    .map(event -> event.path("item")).filter(item -> item.path("type").asText().equals(type)).toList();
        }

        List<String> commandsBegun() {
            return events.stream().filter(event -> event.path("type").asText().equals("item.started"))
                    .map(event -> event.path("item").path("command").asText()).filter(command -> !command.isEmpty())
                    .map(command -> command.replaceAll(".* -c '(.*)'", "$1")).toList();
        }

        JsonNode event(String type) {
            return events.stream().filter(event -> event.path("type").asText().equals(type)).reduce((first, last) -> last)
                    .orElseThrow(() -> new AssertionError("no " + type + " in " + this));
        }

        String finalResponse() {
            return items("agent_message").stream().reduce((first, last) -> last)
                    .orElseThrow(() -> new AssertionError("no message in " + this)).path("text").asText();
        }

        String threadId() {
            return event("thread.started").path("thread_id").asText();
        }
    }

    Path workspace() {
        return workspace;
    }

    Result run(String prompt, String... options) {
        try {
            Process process = start(prompt, options);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("codex did not end: " + Files.readString(output(process, "out")));
            }
            return result(process);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    Process start(String prompt, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(BINARY.path().toString(), "exec", "--json"));
        model.configOverrides().forEach((key, value) -> command.addAll(List.of("--config", key + "=" + Wire.json(value))));
        command.addAll(List.of("--skip-git-repo-check", "--sandbox", "workspace-write", "--cd", workspace.toString()));
        command.addAll(List.of(options));
        Path files = Files.createTempDirectory(root, "run-");
        Path input = Files.writeString(files.resolve("in"), prompt);
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(input.toFile())
                .redirectOutput(files.resolve("out").toFile()).redirectError(files.resolve("err").toFile());
        builder.environment().put("CODEX_HOME", root.resolve("home").toString());
        builder.environment().putAll(model.environment());
        Process process = builder.start();
        Files.createDirectories(root.resolve("runs"));
        Files.writeString(root.resolve("runs/" + process.pid()), files.toString());
        return process;
    }

    Result result(Process process) throws IOException {
        List<JsonNode> events = Files.readAllLines(output(process, "out")).stream().filter(line -> line.startsWith("{"))
                .map(line -> Wire.parse(line.getBytes(StandardCharsets.UTF_8))).toList();
        return new Result(process.exitValue(), events, Files.readString(output(process, "err")));
    }

    private Path output(Process process, String name) throws IOException {
        return Path.of(Files.readString(root.resolve("runs/" + process.pid()))).resolve(name);
    }

    static List<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    @Override
    public void close() {
        DirectoryTree.delete(root);
    }
}
