package io.quarkiverse.codex.runtime.transport.appserver;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A turn that may go on without anybody to hear of it.
 *
 * @param turnId the id to end it by, or {@code null} when codex had no time to tell
 * @param messageId what its input bears, or {@code null} when it has none
 */
record LostTurn(String turnId, String messageId) {

    /**
     * Returns whether this is a turn of which codex tells, and not one that somebody else has begun meanwhile.
     */
    boolean is(JsonNode turn) {
        JsonNode first = turn.path("items").path(0);
        String clientId = "userMessage".equals(first.path("type").asText()) ? first.path("clientId").textValue() : null;
        return messageId != null ? messageId.equals(clientId)
                : clientId == null && "inProgress".equals(turn.path("status").asText());
    }
}
