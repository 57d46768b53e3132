package io.quarkiverse.codex.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.smallrye.mutiny.Uni;

class HookProofTest {

    private static final ItemStarted COMMAND = new ItemStarted(
            new CommandExecution("1", "ls", "", null, ItemStatus.IN_PROGRESS));

    private static NativeHooks hooks(NativeHookPoint... points) {
        return new NativeHooks() {

            @Override
            public Set<NativeHookPoint> points() {
                return Set.of(points);
            }

            @Override
            public Uni<NativeHookAnswer> ask(NativeHookCall call) {
                return Uni.createFrom().item(call.input().path("tool_use_id").asText().startsWith("bad")
                        ? NativeHookAnswer.NOTHING.refuse("no")
                        : NativeHookAnswer.NOTHING);
            }
        };
    }

    private static void ask(HookProof proof, NativeHookPoint point) {
        ask(proof, point, "call");
    }

    private static void ask(HookProof proof, NativeHookPoint point, String id) {
        proof.ask(new NativeHookCall(point, JsonNodeFactory.instance.objectNode().put("tool_use_id", id))).await()
                .indefinitely();
    }

    @Test
    void aTurnWithoutHooksNeedsNone() {
        HookProof proof = new HookProof(NativeHooks.NONE, true, true);

        assertThat(proof.points()).isEmpty();
        assertThatCode(() -> proof.see(COMMAND)).doesNotThrowAnyException();
    }

    @Test
    void aTurnThatAskedNothingHasNoHooks() {
        HookProof proof = new HookProof(hooks(NativeHookPoint.STOP), true, true);

        assertThat(proof.points()).containsExactlyInAnyOrder(NativeHookPoint.STOP, NativeHookPoint.USER_PROMPT_SUBMIT);
        assertThatThrownBy(() -> proof.see(COMMAND)).isInstanceOf(CodexProtocolException.class)
                .hasMessageContaining("asked none of the application's hooks");
    }

    @Test
    void eachCommandHasToBeAskedFor() {
        HookProof proof = new HookProof(hooks(NativeHookPoint.PRE_TOOL_USE), true, false);
        ask(proof, NativeHookPoint.USER_PROMPT_SUBMIT);
        ask(proof, NativeHookPoint.PRE_TOOL_USE);

        assertThatCode(() -> proof.see(COMMAND)).doesNotThrowAnyException();
        assertThatThrownBy(() -> proof.see(COMMAND)).isInstanceOf(CodexProtocolException.class)
                .hasMessage("codex has begun with a command_execution and not asked the application's hook before: the turn was"
                        + " ended");
    }

    @Test
    void aTurnWithoutAPromptIsNotAskedForIt() {
        HookProof proof = new HookProof(hooks(NativeHookPoint.STOP), false, true);

        assertThatCode(() -> proof.see(COMMAND)).doesNotThrowAnyException();
    }

    @Test
    void whatWasRefusedVouchesForNothing() {
        HookProof proof = new HookProof(hooks(NativeHookPoint.PRE_TOOL_USE), true, false);
        ask(proof, NativeHookPoint.USER_PROMPT_SUBMIT);
        ask(proof, NativeHookPoint.PRE_TOOL_USE, "bad");

        assertThatThrownBy(() -> proof.see(COMMAND)).isInstanceOf(CodexProtocolException.class);
    }

    @Test
    void oneCallDoesNotVouchForAnother() {
        HookProof proof = new HookProof(hooks(NativeHookPoint.PRE_TOOL_USE), true, true);
        ask(proof, NativeHookPoint.USER_PROMPT_SUBMIT);
        ask(proof, NativeHookPoint.PRE_TOOL_USE, "2");

        assertThatThrownBy(() -> proof.see(COMMAND)).isInstanceOf(CodexProtocolException.class);

        ask(proof, NativeHookPoint.PRE_TOOL_USE, "1");

        assertThatCode(() -> proof.see(COMMAND)).doesNotThrowAnyException();
    }
}
