package io.quarkiverse.codex.runtime.transport.appserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.approval.ApprovalRequest;

/**
 * Server requests of codex 0.169.0, unchanged but for directories, which became {@code /workspace} and {@code /outside}. They
 * were made by {@code codex app-server} with a model scripted over loopback: {@code exec_command} under the policy
 * {@code untrusted}, and under {@code on-request} with {@code sandbox_permissions}; {@code apply_patch} in a read-only sandbox;
 * the tools {@code request_permissions} and {@code request_user_input} with the features {@code request_permissions_tool},
 * {@code exec_permission_approvals} and {@code default_mode_request_user_input}; and an MCP server over stdio with tools that
 * elicit and one that is not read-only. The two legacy requests could not be provoked.
 */
public final class RecordedApprovals {

    public static final List<String> ALL = List.of("command", "command-compound", "command-additional-permissions",
            "command-proposed-by-model", "command-quoted", "file-change", "permissions", "question", "elicitation-form",
            "elicitation-url", "elicitation-tool-call");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RecordedApprovals() {
    }

    public static JsonNode message(String name) {
        try (InputStream stream = RecordedApprovals.class.getResourceAsStream("recorded/" + name + ".json")) {
            return MAPPER.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ApprovalRequest request(String name) {
        return read(message(name).path("method").textValue(), message(name).path("params"));
    }

    static ApprovalRequest read(String method, JsonNode params) {
        return ApprovalWire.read("id-1", "reviewer", method, params).orElseThrow();
    }

    /** JSON with single quotes. */
    static JsonNode json(String quoted) {
        try {
            return MAPPER.readTree(quoted.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
