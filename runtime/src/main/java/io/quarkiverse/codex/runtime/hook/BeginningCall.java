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
    private JsonNode arguments;
    private String vetoReason;

    BeginningCall(ObservedTurn turn, String tool, ToolCall call) {
        super(turn);
        this.tool = tool;
        this.callId = call.callId();
        this.arguments = call.arguments();
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
        return arguments;
    }

    @Override
    public void arguments(JsonNode changed) {
        arguments = Objects.requireNonNull(changed, "arguments");
    }

    @Override
    public void veto(String reason) {
        vetoReason = Objects.requireNonNull(reason, "reason");
    }

    /** Why the call is refused, {@code null} when it is not. */
    String vetoReason() {
        return vetoReason;
    }
}
