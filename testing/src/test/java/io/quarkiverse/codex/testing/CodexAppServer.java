package io.quarkiverse.codex.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/** The least of a client for {@code codex app-server}: one conversation at a time, read on the thread of the test. */
final class CodexAppServer implements AutoCloseable {

    private final Path root;
    private final Process process;
    private final BufferedReader output;
    private final List<JsonNode> messages = new ArrayList<>();
    private int requests;

    CodexAppServer(ScriptedModel model) throws IOException {
        root = Files.createTempDirectory("codex-kit-");
        List<String> command = new ArrayList<>(List.of(CodexExec.BINARY.path().toString(), "app-server"));
        model.configOverrides().forEach((key, value) -> command.addAll(List.of("--config", key + "=" + Wire.json(value))));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(root.resolve("errors").toFile());
        builder.environment().put("CODEX_HOME", Files.createDirectory(root.resolve("home")).toString());
        builder.environment().putAll(model.environment());
        process = builder.start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        request("initialize", Map.of("clientInfo", Map.of("name", "kit", "title", "kit", "version", "1"), "capabilities",
                Map.of("experimentalApi", true, "requestAttestation", false)));
        send(Map.of("method", "initialized"));
    }

    String startThread(Object... dynamicTools) {
        return request("thread/start", Map.of("cwd", root.toString(), "approvalPolicy", "never", "sandbox", "read-only",
                "dynamicTools", List.of(dynamicTools))).path("thread").path("id").asText();
    }

    String startTurn(String thread, String prompt) {
        return request("turn/start", Map.of("threadId", thread, "input", text(prompt))).path("turn").path("id").asText();
    }

    void steer(String thread, String turn, String words) {
        request("turn/steer", Map.of("threadId", thread, "expectedTurnId", turn, "input", text(words)));
    }

    void awaitEndOfTurn() {
        await(message -> message.path("method").asText().equals("turn/completed"));
    }

    /** Everything the server sent so far under this method. */
    List<JsonNode> sent(String method) {
        return messages.stream().filter(message -> message.path("method").asText().equals(method))
                .map(message -> message.path("params")).toList();
    }

    JsonNode await(Predicate<JsonNode> wanted) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                JsonNode message = Wire.parse(line.getBytes(StandardCharsets.UTF_8));
                messages.add(message);
                if (wanted.test(message)) {
                    return message;
                }
            }
            throw new AssertionError("the server ended: " + Files.readString(root.resolve("errors")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void answer(JsonNode request, Object result) {
        send(Map.of("id", request.path("id"), "result", result));
    }

    private JsonNode request(String method, Object parameters) {
        int id = ++requests;
        send(Map.of("id", id, "method", method, "params", parameters));
        JsonNode response = await(message -> !message.has("method") && message.path("id").asInt() == id);
        if (!response.has("result")) {
            throw new AssertionError(method + " failed: " + response);
        }
        return response.path("result");
    }

    private static List<Object> text(String text) {
        return List.of(Map.of("type", "text", "text", text));
    }

    private void send(Object message) {
        try {
            process.getOutputStream().write((Wire.json(message) + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        } finally {
            DirectoryTree.delete(root);
        }
    }
}
