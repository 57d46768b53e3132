package io.quarkiverse.codex.runtime.mcp;

import java.util.Arrays;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;

/**
 * Answers to codex' hooks, in codex' words.
 */
final class HookWire {

    private HookWire() {
    }

    static Optional<NativeHookPoint> point(String wireName) {
        return Arrays.stream(NativeHookPoint.values()).filter(point -> point.wireName().equals(wireName)).findFirst();
    }

    static ObjectNode answer(NativeHookPoint point, NativeHookAnswer answer) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ObjectNode specific = JsonNodeFactory.instance.objectNode().put("hookEventName", point.wireName());
        switch (point) {
            case PRE_TOOL_USE -> beforeTool(answer, specific);
            case PERMISSION_REQUEST -> permission(answer, specific);
            default -> answer.refusal().ifPresent(reason -> reply.put("decision", "block").put("reason", reason));
        }
        if (!answer.context().isEmpty()) {
            specific.put("additionalContext", String.join("\n\n", answer.context()));
        }
        if (specific.size() > 1) {
            reply.set("hookSpecificOutput", specific);
        }
        return reply;
    }

    /**
     * Makes the answer of hooks that have none, because their turn is over for example: what can be refused is.
     */
    static ObjectNode unanswered(NativeHookPoint point) {
        return answer(point, switch (point) {
            case USER_PROMPT_SUBMIT, PRE_TOOL_USE, PERMISSION_REQUEST -> NativeHookAnswer.NOTHING.refuse("The turn is over");
            case SESSION_START, POST_TOOL_USE, STOP -> NativeHookAnswer.NOTHING;
        });
    }

    private static void beforeTool(NativeHookAnswer answer, ObjectNode specific) {
        if (answer.refusal().isPresent()) {
            specific.put("permissionDecision", "deny").put("permissionDecisionReason", answer.refusal().get());
        } else {
            answer.input().ifPresent(input -> specific.put("permissionDecision", "allow").set("updatedInput", input));
        }
    }

    private static void permission(NativeHookAnswer answer, ObjectNode specific) {
        if (answer.refusal().isPresent()) {
            specific.putObject("decision").put("behavior", "deny").put("message", answer.refusal().get());
        } else if (answer.allowed()) {
            specific.putObject("decision").put("behavior", "allow");
        }
    }
}
