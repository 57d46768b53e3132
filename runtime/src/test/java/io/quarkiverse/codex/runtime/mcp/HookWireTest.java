package io.quarkiverse.codex.runtime.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;

/** In just these words the real codex understands it. */
class HookWireTest {

    private static String answer(NativeHookPoint point, NativeHookAnswer answer) {
        return HookWire.answer(point, answer).toString();
    }

    @Test
    void nothingIsAnEmptyObject() {
        for (NativeHookPoint point : NativeHookPoint.values()) {
            assertThat(answer(point, NativeHookAnswer.NOTHING)).isEqualTo("{}");
        }
    }

    @Test
    void aToolIsDenied() {
        assertThat(answer(NativeHookPoint.PRE_TOOL_USE, NativeHookAnswer.NOTHING.refuse("no"))).isEqualTo(
                "{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"deny\","
                        + "\"permissionDecisionReason\":\"no\"}}");
    }

    @Test
    void aToolIsGivenSomethingElse() {
        assertThat(answer(NativeHookPoint.PRE_TOOL_USE, NativeHookAnswer.NOTHING
                .with(JsonNodeFactory.instance.objectNode().put("command", "ls")).and("one").and("two"))).isEqualTo(
                        "{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"allow\","
                                + "\"updatedInput\":{\"command\":\"ls\"},\"additionalContext\":\"one\\n\\ntwo\"}}");
    }

    @Test
    void aPermissionIsGivenOrNot() {
        assertThat(answer(NativeHookPoint.PERMISSION_REQUEST, NativeHookAnswer.NOTHING.allow())).isEqualTo(
                "{\"hookSpecificOutput\":{\"hookEventName\":\"PermissionRequest\",\"decision\":{\"behavior\":\"allow\"}}}");
        assertThat(answer(NativeHookPoint.PERMISSION_REQUEST, NativeHookAnswer.NOTHING.allow().refuse("no"))).isEqualTo(
                "{\"hookSpecificOutput\":{\"hookEventName\":\"PermissionRequest\",\"decision\":{\"behavior\":\"deny\","
                        + "\"message\":\"no\"}}}");
    }

    @Test
    void anAnswerIsReplacedAndATurnGoesOn() {
        for (NativeHookPoint point : new NativeHookPoint[] { NativeHookPoint.POST_TOOL_USE, NativeHookPoint.STOP,
                NativeHookPoint.USER_PROMPT_SUBMIT }) {
            assertThat(answer(point, NativeHookAnswer.NOTHING.refuse("why")))
                    .isEqualTo("{\"decision\":\"block\",\"reason\":\"why\"}");
        }
    }

    /** codex takes an error for a hook that it can do without. */
    @Test
    void whatHooksDoNotAnswerIsRefusedWhereItCanBe() {
        assertThat(HookWire.unanswered(NativeHookPoint.PRE_TOOL_USE).at("/hookSpecificOutput/permissionDecision").asText())
                .isEqualTo("deny");
        assertThat(HookWire.unanswered(NativeHookPoint.PERMISSION_REQUEST).at("/hookSpecificOutput/decision/behavior").asText())
                .isEqualTo("deny");
        assertThat(HookWire.unanswered(NativeHookPoint.USER_PROMPT_SUBMIT).path("decision").asText()).isEqualTo("block");
        assertThat(HookWire.unanswered(NativeHookPoint.STOP)).isEmpty();
        assertThat(HookWire.unanswered(NativeHookPoint.SESSION_START)).isEmpty();
        assertThat(HookWire.unanswered(NativeHookPoint.POST_TOOL_USE)).isEmpty();
    }
}
