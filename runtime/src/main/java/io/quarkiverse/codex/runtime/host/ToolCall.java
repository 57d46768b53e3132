package io.quarkiverse.codex.runtime.host;

import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call of one of the application's tools.
 *
 * @param threadId the thread whose agent calls
 * @param turnId the turn in which it calls
 * @param callId codex' id of the call
 * @param namespace the tool's namespace, or an empty string for none
 * @param tool the tool's name
 * @param arguments what the model gave, not checked in any way; never {@code null}
 * @param progress hears how far the tool is; does not block
 */
public record ToolCall(String threadId, String turnId, String callId, String namespace, String tool, JsonNode arguments,
        Consumer<String> progress) {

    /**
     * Returns the tool's name, after the namespace and a dot where there is one.
     */
    public String qualifiedName() {
        return namespace.isEmpty() ? tool : namespace + "." + tool;
    }
}
