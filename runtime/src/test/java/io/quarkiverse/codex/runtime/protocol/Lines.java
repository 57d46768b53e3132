package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.quarkiverse.codex.event.TurnEvent;

/**
 * Lines to test with.
 * <p>
 * The recorded ones are the standard output of codex 0.169.0, unchanged but for the working directory, which became
 * {@code /workspace}. They were made with {@code codex exec --json} against a model scripted over loopback (see
 * {@code io.quarkiverse.codex.testing}), one file for each script: messages, {@code exec_command} calls, an
 * {@code apply_patch} that works and one that doesn't ({@code gpt-5.5} has the tool), {@code update_plan} with
 * {@code tools.update_plan.enabled=true}, {@code web_search_call} items, an MCP server over stdio, a stream that ends early
 * with and without a retry left, an answer of HTTP 400, and the {@code multi_agent_v1} tools.
 */
final class Lines {

    static final List<String> RECORDINGS = List.of("message", "commands", "patch", "failed-patch", "todo-list", "web-search",
            "mcp-tools", "reconnect", "reconnects-exhausted", "turn-failed", "collab", "collab-of-unknown-agent");

    /** A mapper that loses nothing itself. */
    static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A mapper that writes what UTF-8 has no bytes for. */
    static final JsonMapper ESCAPING = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    static {
        STRICT.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxNumberLength(10_000).build());
    }

    private Lines() {
    }

    static byte[] recording(String name) {
        try (InputStream stream = Lines.class.getResourceAsStream("recorded/" + name + ".jsonl")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<byte[]> recorded() {
        List<byte[]> lines = new ArrayList<>();
        for (String name : RECORDINGS) {
            for (String line : new String(recording(name), StandardCharsets.UTF_8).split("\n")) {
                lines.add(utf8(line));
            }
        }
        return lines;
    }

    static byte[] utf8(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    /** JSON with single quotes, as UTF-8. */
    static byte[] quoted(String json) {
        return utf8(json.replace('\'', '"'));
    }

    static TurnEvent read(byte[] line) throws MalformedEventException {
        return ExecEventCodec.read(line, 0, line.length);
    }

    static JsonNode json(byte[] line) throws IOException {
        return STRICT.readTree(line);
    }

    static JsonNode json(String quoted) throws IOException {
        return json(quoted(quoted));
    }
}
