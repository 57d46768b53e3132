package io.quarkiverse.codex.runtime.hook;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.hook.BeforeTool;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.ToolCall;

/** Each hook gets one of its own, so that one which comes too late changes nothing any more. */
final class BeginningCall extends HookMoment implements BeforeTool {

    private final String tool;
    private final String callId;
    private final JsonNode given;
    private JsonNode shown;
    private JsonNode changed;
    private String vetoReason;

    BeginningCall(ObservedTurn turn, String tool, ToolCall call) {
        super(turn);
        this.tool = tool;
        this.callId = call.callId();
        this.given = call.arguments();
    }

    @Override
    public String tool() {
        return tool;
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public JsonNode arguments() {
        if (shown == null) {
            // What is done to it in passing is not to be done to the call.
            shown = (changed == null ? given : changed).deepCopy();
        }
        return shown;
    }

    @Override
    public void arguments(JsonNode changed) {
        this.changed = Objects.requireNonNull(changed, "arguments");
        shown = changed;
    }

    @Override
    public void veto(String reason) {
        vetoReason = Objects.requireNonNull(reason, "reason");
    }

    /** What the hook has given instead, or what the call had. */
    JsonNode result() {
        return changed == null ? given : changed;
    }

    /** Why the call is refused, {@code null} when it is not. */
    String vetoReason() {
        return vetoReason;
    }
}
