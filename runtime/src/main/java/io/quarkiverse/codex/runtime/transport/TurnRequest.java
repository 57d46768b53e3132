package io.quarkiverse.codex.runtime.transport;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.runtime.host.TurnHost;

/**
 * A turn to run, with everything decided.
 *
 * @param threadId the thread to resume, or empty for a new one
 * @param input what to work on
 * @param settings the options of the turn
 * @param outputSchema the schema of the final answer, already checked, or empty
 * @param host answers what codex asks during the turn
 */
public record TurnRequest(Optional<String> threadId, TurnInput input, TurnSettings settings,
        Optional<JsonNode> outputSchema, TurnHost host) {
}
