package io.quarkiverse.codex.runtime.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What codex is told where it has stopped. Immutable.
 *
 * @param refusal why it may not do what it is about to, or empty; at the end of a turn: what the model is to do instead of
 *        ending; after a tool: what to tell the model instead of its answer
 * @param allowed whether it may do what it would have to ask for
 * @param input what to give the tool instead, or empty
 * @param context what to tell the model, in order
 */
public record NativeHookAnswer(Optional<String> refusal, boolean allowed, Optional<JsonNode> input, List<String> context) {

    /** There is nothing to say. */
    public static final NativeHookAnswer NOTHING = new NativeHookAnswer(Optional.empty(), false, Optional.empty(), List.of());

    /**
     * Returns a refusal that keeps the rest.
     */
    public NativeHookAnswer refuse(String reason) {
        return new NativeHookAnswer(Optional.of(reason), false, input, context);
    }

    /**
     * Returns the same with leave given.
     */
    public NativeHookAnswer allow() {
        return new NativeHookAnswer(refusal, true, input, context);
    }

    /**
     * Returns the same with another input.
     */
    public NativeHookAnswer with(JsonNode changed) {
        return new NativeHookAnswer(refusal, allowed, Optional.of(changed), context);
    }

    /**
     * Returns the same with more to tell the model.
     */
    public NativeHookAnswer and(String text) {
        List<String> more = new ArrayList<>(context);
        more.add(text);
        return new NativeHookAnswer(refusal, allowed, input, List.copyOf(more));
    }
}
