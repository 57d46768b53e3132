package io.quarkiverse.codex.runtime.transport;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.host.TurnWatch;

/**
 * A turn to run, with everything decided.
 *
 * @param threadId the thread to resume, or empty for a new one
 * @param input what to work on
 * @param settings the options of the turn
 * @param outputSchema the schema of the final answer, already checked, or empty
 * @param host answers what codex asks during the turn
 * @param task what the turn is for where that is not its input, or empty
 */
public record TurnRequest(Optional<String> threadId, TurnInput input, TurnSettings settings,
        Optional<JsonNode> outputSchema, TurnHost host, Optional<TurnTask> task) {

    /**
     * Creates a turn that works on its input.
     */
    public TurnRequest(Optional<String> threadId, TurnInput input, TurnSettings settings, Optional<JsonNode> outputSchema,
            TurnHost host) {
        this(threadId, input, settings, outputSchema, host, Optional.empty());
    }

    /**
     * Returns this turn as it is observed.
     *
     * @param changed what to work on instead, or empty for a turn without an input
     * @param watch looks at the calls of tools
     */
    public TurnRequest observed(Optional<TurnInput> changed, TurnWatch watch) {
        if (watch == TurnWatch.NONE) {
            return this;
        }
        return new TurnRequest(threadId, changed.orElse(input), settings, outputSchema,
                new TurnHost(host.approvals(), watch.around(host.toolCalls()), watch.nativeHooks()), task);
    }

    /**
     * Returns the same turn with more of codex' configuration.
     *
     * @param config what codex itself calls configuration
     * @return a new request, never {@code null}
     */
    public TurnRequest with(ConfigTree config) {
        return new TurnRequest(threadId, input, settings.with(config), outputSchema, host, task);
    }
}
