package io.quarkiverse.codex.runtime.host;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex asks a hook.
 *
 * @param point where it has stopped
 * @param input what it tells, by the members of the point; never {@code null}
 */
public record NativeHookCall(NativeHookPoint point, JsonNode input) {

    /**
     * Returns codex' id of the thread.
     */
    public String threadId() {
        return input.path("session_id").asText();
    }
}
