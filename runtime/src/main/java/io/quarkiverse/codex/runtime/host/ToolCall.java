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
 * @param preparation runs before the tool, on the tool's thread and in a context that is the call's own
 */
public record ToolCall(String threadId, String turnId, String callId, String namespace, String tool, JsonNode arguments,
        Consumer<String> progress, Runnable preparation) {

    private static final Runnable NOTHING = () -> {
    };

    /**
     * Creates a call that needs no preparation.
     */
    public ToolCall(String threadId, String turnId, String callId, String namespace, String tool, JsonNode arguments,
            Consumer<String> progress) {
        this(threadId, turnId, callId, namespace, tool, arguments, progress, NOTHING);
    }

    /**
     * Returns the tool's name, after the namespace and a dot where there is one.
     */
    public String qualifiedName() {
        return namespace.isEmpty() ? tool : namespace + "." + tool;
    }

    /**
     * Returns this call with other arguments.
     */
    public ToolCall with(JsonNode changed) {
        return new ToolCall(threadId, turnId, callId, namespace, tool, changed, progress, preparation);
    }

    /**
     * Returns this call with somebody else who hears how far the tool is, before who does already.
     */
    public ToolCall tellingFirst(Consumer<String> other) {
        return new ToolCall(threadId, turnId, callId, namespace, tool, arguments, other.andThen(progress), preparation);
    }

    /**
     * Returns this call with a preparation that comes after what there is.
     */
    public ToolCall after(Runnable more) {
        Runnable first = preparation;
        return new ToolCall(threadId, turnId, callId, namespace, tool, arguments, progress, () -> {
            first.run();
            more.run();
        });
    }
}
