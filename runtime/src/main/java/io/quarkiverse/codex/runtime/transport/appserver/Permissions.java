package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexException;

/**
 * What a thread may do: as it was asked for, and as codex says that it has opened the thread. codex ignores what it is asked
 * for while somebody else has the thread open, or a turn runs on it.
 */
final class Permissions {

    private static final Map<String, String> SANDBOXES = Map.of("read-only", "readOnly", "workspace-write", "workspaceWrite",
            "danger-full-access", "dangerFullAccess");

    private Permissions() {
    }

    /**
     * Returns what is wrong with a thread that was just opened.
     *
     * @param asked with which options
     * @param answer what codex said
     * @return the failure, or {@code null} when the thread may do what was asked for, or codex does not say what it may do
     */
    static CodexException difference(String threadId, JsonNode asked, JsonNode answer) {
        String sandbox = asked.path("sandbox").textValue();
        String actualSandbox = answer.path("sandbox").path("type").textValue();
        if (sandbox != null && actualSandbox != null && !actualSandbox.equals(SANDBOXES.getOrDefault(sandbox, sandbox))) {
            return difference(threadId, "the sandbox " + actualSandbox, sandbox);
        }
        String policy = asked.path("approvalPolicy").textValue();
        JsonNode actualPolicy = answer.path("approvalPolicy");
        if (policy != null && !actualPolicy.isMissingNode() && !policy.equals(actualPolicy.textValue())) {
            return difference(threadId, "the approval policy " + actualPolicy, policy);
        }
        return null;
    }

    private static CodexException difference(String threadId, String actual, String asked) {
        return new CodexException("codex has opened the thread " + threadId + " with " + actual + ", not with " + asked
                + " as it was asked to: the thread is open for somebody else, or its last turn still runs. Try again later, or"
                + " go on with another thread");
    }
}
