package io.quarkiverse.codex.runtime.hook;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.hook.PermissionRequest;
import io.quarkiverse.codex.hook.PostToolUse;
import io.quarkiverse.codex.hook.PreToolUse;
import io.quarkiverse.codex.hook.SessionStart;
import io.quarkiverse.codex.hook.Stop;
import io.quarkiverse.codex.hook.UserPromptSubmit;
import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.ObservedTurn;

/**
 * Where codex itself has stopped: a hook sees of it what the type of its parameter shows. Each hook gets one of its own, so
 * that one which comes too late changes nothing any more.
 */
final class NativeMoment extends HookMoment
        implements SessionStart, UserPromptSubmit, PreToolUse, PermissionRequest, PostToolUse, Stop {

    private final NativeHookCall call;
    private NativeHookAnswer answer;
    private JsonNode shown;

    NativeMoment(ObservedTurn turn, NativeHookCall call, NativeHookAnswer answer) {
        super(turn);
        this.call = call;
        this.answer = answer;
    }

    NativeHookAnswer answer() {
        return answer;
    }

    private String text(String member) {
        return call.input().path(member).asText();
    }

    private static String notBlank(String text, String name) {
        if (Objects.requireNonNull(text, name).isBlank()) {
            throw new IllegalArgumentException("The " + name + " is blank, and codex takes none such");
        }
        return text;
    }

    @Override
    public String source() {
        return text("source");
    }

    @Override
    public String prompt() {
        return text("prompt");
    }

    @Override
    public String tool() {
        return text("tool_name");
    }

    @Override
    public String callId() {
        return text("tool_use_id");
    }

    @Override
    public JsonNode input() {
        if (shown == null) {
            // What is done to it in passing is not to be seen by another hook.
            shown = answer.input().orElseGet(() -> call.input().path("tool_input")).deepCopy();
        }
        return shown;
    }

    @Override
    public void input(JsonNode changed) {
        answer = answer.with(Objects.requireNonNull(changed, "input"));
        shown = changed;
    }

    @Override
    public JsonNode response() {
        return call.input().path("tool_response");
    }

    @Override
    public boolean hasGoneOn() {
        return call.input().path("stop_hook_active").asBoolean();
    }

    @Override
    public void allow() {
        answer = answer.allow();
    }

    @Override
    public void deny(String reason) {
        answer = answer.refuse(notBlank(reason, "reason"));
    }

    @Override
    public void replaceResponse(String text) {
        answer = answer.refuse(notBlank(text, "text"));
    }

    @Override
    public void goOn(String prompt) {
        answer = answer.refuse(notBlank(prompt, "prompt"));
    }

    @Override
    public void addContext(String text) {
        answer = answer.and(Objects.requireNonNull(text, "text"));
    }
}
