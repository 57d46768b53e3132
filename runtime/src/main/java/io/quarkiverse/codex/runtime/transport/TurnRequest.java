package io.quarkiverse.codex.runtime.transport;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.host.PastMessage;
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
 * @param replaced codex' id of a turn that has failed on the thread, in place of which this one stands: what was said in it is
 *        to be forgotten, where the transport can do that; or empty
 * @param witness hears of each event as soon as codex tells it, even if the subscriber never gets it; does not block
 * @param past what a new thread is told to have been said in it; empty for nothing
 * @param model the model to ask instead of the configured one, or empty
 */
public record TurnRequest(Optional<String> threadId, TurnInput input, TurnSettings settings,
        Optional<JsonNode> outputSchema, TurnHost host, Optional<TurnTask> task, Optional<String> replaced,
        Consumer<TurnEvent> witness, List<PastMessage> past, Optional<StandInModel> model) {

    private static final Consumer<TurnEvent> NOBODY = event -> {
    };

    /**
     * Creates a turn that works on its input.
     */
    public TurnRequest(Optional<String> threadId, TurnInput input, TurnSettings settings, Optional<JsonNode> outputSchema,
            TurnHost host) {
        this(threadId, input, settings, outputSchema, host, Optional.empty());
    }

    /**
     * Creates a turn on a thread that need not be told anything.
     */
    public TurnRequest(Optional<String> threadId, TurnInput input, TurnSettings settings, Optional<JsonNode> outputSchema,
            TurnHost host, Optional<TurnTask> task) {
        this(threadId, input, settings, outputSchema, host, task, Optional.empty(), NOBODY, List.of(), Optional.empty());
    }

    /**
     * Returns this turn with what a new thread is told to have been said in it.
     */
    public TurnRequest after(List<PastMessage> said) {
        return said.isEmpty() ? this
                : new TurnRequest(threadId, input, settings, outputSchema, host, task, replaced, witness, said, model);
    }

    /**
     * Returns this turn as a further attempt.
     *
     * @param time how long those before have taken together
     * @param failed codex' id of the last one, where it had told one
     */
    public TurnRequest again(Duration time, Optional<String> failed) {
        return new TurnRequest(threadId, input, settings.afterSpending(time), outputSchema, host, task, failed, witness,
                past, model);
    }

    /**
     * Returns this turn as it is witnessed.
     *
     * @param watching what answers codex instead
     * @param hearing what hears of each event
     */
    public TurnRequest witnessed(TurnHost watching, Consumer<TurnEvent> hearing) {
        return new TurnRequest(threadId, input, settings, outputSchema, watching, task, replaced, hearing, past, model);
    }

    /**
     * Returns this turn as it is observed.
     *
     * @param changed what to work on instead, or empty for a turn without an input
     * @param watch looks at the calls of tools and at what is decided
     */
    public TurnRequest observed(Optional<TurnInput> changed, TurnWatch watch) {
        if (watch == TurnWatch.NONE) {
            return this;
        }
        return new TurnRequest(threadId, changed.orElse(input), settings, outputSchema,
                new TurnHost(watch.around(host.approvals()), watch.around(host.toolCalls()), watch.nativeHooks()), task,
                replaced, witness, past, model);
    }

    /**
     * Returns this turn with another model than the configured one.
     */
    public TurnRequest asking(StandInModel other) {
        return new TurnRequest(threadId, input, settings, outputSchema, host, task, replaced, witness, past,
                Optional.of(other));
    }

    /**
     * Returns the same turn with more of codex' configuration.
     *
     * @param config what codex itself calls configuration
     * @return a new request, never {@code null}
     */
    public TurnRequest with(ConfigTree config) {
        return new TurnRequest(threadId, input, settings.with(config), outputSchema, host, task, replaced, witness, past,
                model);
    }
}
