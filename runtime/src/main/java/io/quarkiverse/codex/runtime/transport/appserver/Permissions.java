package io.quarkiverse.codex.runtime.transport.appserver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexException;

/**
 * What a thread may do, where and with which model: as it was asked for, and as codex says that it has opened the thread. codex
 * ignores what it is asked for while somebody else has the thread open, or a turn runs on it.
 */
final class Permissions {

    private static final Map<String, String> SANDBOXES = Map.of("read-only", "readOnly", "workspace-write", "workspaceWrite",
            "danger-full-access", "dangerFullAccess");

    private Permissions() {
    }

    /**
     * Returns what is wrong with a thread that was just opened. What was not asked for, or codex does not tell, may be
     * anything.
     *
     * @param asked with which options
     * @param answer what codex said
     * @return the failure, or {@code null} when the thread is as it was asked for
     */
    static CodexException difference(String threadId, JsonNode asked, JsonNode answer) {
        String sandbox = asked.path("sandbox").textValue();
        JsonNode config = asked.path("config");
        List<Difference> differences = new ArrayList<>();
        compare(differences, "the sandbox", sandbox == null ? null : SANDBOXES.getOrDefault(sandbox, sandbox),
                answer.path("sandbox").path("type"));
        compare(differences, "the approval policy", asked.path("approvalPolicy"), answer.path("approvalPolicy"));
        if ("workspaceWrite".equals(answer.path("sandbox").path("type").textValue())) {
            compare(differences, "network access", config.path("sandbox_workspace_write.network_access"),
                    answer.path("sandbox").path("networkAccess"));
            compareRoots(differences, config.path("sandbox_workspace_write.writable_roots"),
                    answer.path("sandbox").path("writableRoots"), asked.path("cwd").textValue());
        }
        String directory = asked.path("cwd").textValue();
        compare(differences, "the working directory", directory == null ? null : normal(directory),
                answer.path("cwd"));
        compare(differences, "the model", asked.path("model"), answer.path("model"));
        compare(differences, "the reasoning effort", config.path("model_reasoning_effort"), answer.path("reasoningEffort"));
        return differences.isEmpty() ? null : failure(threadId, differences.get(0));
    }

    private static void compare(List<Difference> differences, String what, JsonNode asked, JsonNode actual) {
        // Granular approval policies and the like are not told as they are asked for.
        compare(differences, what, asked.isValueNode() && !asked.isNull() ? asked.asText() : null, actual);
    }

    private static void compare(List<Difference> differences, String what, String asked, JsonNode actual) {
        boolean isTold = !actual.isMissingNode() && !actual.isNull();
        if (asked != null && isTold && !(actual.isValueNode() && asked.equals(actual.asText()))) {
            differences.add(new Difference(what, actual.isValueNode() ? actual.asText() : actual.toString(), asked));
        }
    }

    /** codex leaves out what lies in the working directory, which can be written to anyway. */
    private static void compareRoots(List<Difference> differences, JsonNode asked, JsonNode actual, String directory) {
        if (!asked.isArray() || !actual.isArray()) {
            return;
        }
        List<String> wanted = normal(asked);
        List<String> told = normal(actual);
        boolean isMore = !wanted.containsAll(told);
        boolean isLess = wanted.stream().anyMatch(root -> !told.contains(root)
                && (directory == null || !Path.of(root).startsWith(normal(directory))));
        if (isMore || isLess) {
            differences.add(new Difference("the writable directories", told.toString(), wanted.toString()));
        }
    }

    private static List<String> normal(JsonNode paths) {
        List<String> normal = new ArrayList<>();
        paths.forEach(path -> normal.add(normal(path.asText())));
        return normal;
    }

    private static String normal(String path) {
        return Path.of(path).normalize().toString();
    }

    private static CodexException failure(String threadId, Difference difference) {
        return new CodexException("codex has opened the thread " + threadId + " with " + difference.what() + " "
                + difference.actual() + ", not with " + difference.asked()
                + " as it was asked to: the thread is open for somebody else, or its last turn still runs. Try again later, or"
                + " go on with another thread");
    }

    private record Difference(String what, String actual, String asked) {
    }
}
