package io.quarkiverse.codex.runtime.hook;

import java.time.Duration;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.hook.ToolFailure;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.tool.ToolResult;

/** Each hook gets one of its own, so that one which comes too late changes nothing any more. */
final class EndedCall extends HookMoment implements ToolFailure {

    private final String tool;
    private final ToolCall call;
    private final Duration duration;
    private ToolResult result;

    EndedCall(ObservedTurn turn, String tool, ToolCall call, ToolResult result, Duration duration) {
        super(turn);
        this.tool = tool;
        this.call = call;
        this.result = result;
        this.duration = duration;
    }

    @Override
    public String tool() {
        return tool;
    }

    @Override
    public String callId() {
        return call.callId();
    }

    @Override
    public JsonNode arguments() {
        return call.arguments();
    }

    @Override
    public ToolResult result() {
        return result;
    }

    @Override
    public void result(ToolResult changed) {
        result = Objects.requireNonNull(changed, "result");
    }

    @Override
    public Duration duration() {
        return duration;
    }
}
