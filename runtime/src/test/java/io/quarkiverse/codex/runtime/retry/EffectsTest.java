package io.quarkiverse.codex.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexConnectionException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.event.CommandOutputDelta;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ItemUpdated;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.DynamicToolCall;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.UnknownItem;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

class EffectsTest {

    private static final Throwable TOLD = new CodexTurnFailedException("failed", "t", new TurnError("busy"));
    private static final Throwable BROKE_OFF = new CodexProcessException("killed", 137, "");
    private static final ToolCaller TOOLS = new ToolCaller() {

        @Override
        public List<ToolInfo> tools() {
            return List.of(new ToolInfo("", "look", "", JsonNodeFactory.instance.objectNode(), true, false, true),
                    new ToolInfo("", "order", "", JsonNodeFactory.instance.objectNode(), false, false, false));
        }

        @Override
        public Uni<ToolResult> call(ToolCall call) {
            return Uni.createFrom().item(ToolResult.failure("never"));
        }
    };

    private static Effects of(TurnEvent... events) {
        Effects effects = new Effects(false);
        effects.watching(new TurnHost(ApprovalDecider.DECLINING, TOOLS));
        for (TurnEvent event : events) {
            effects.note(event);
        }
        return effects;
    }

    private static DynamicToolCall toolCall(String namespace, String tool) {
        return new DynamicToolCall("i", namespace, tool, null, List.of(), null, null, ItemStatus.IN_PROGRESS, null);
    }

    @Test
    void thinkingAndTalkingChangesNothing() {
        assertThat(of(new ThreadStarted("t"), new TurnStarted(), new ItemCompleted(new AgentMessage("i", "a")))
                .permitRetry(TOLD)).isTrue();
    }

    @Test
    void whatIsNotKnownCounts() {
        UnknownItem unknown = new UnknownItem("i", "robot_arm", JsonNodeFactory.instance.objectNode());
        assertThat(of(new ItemStarted(unknown)).permitRetry(TOLD)).isFalse();
        assertThat(of(new ItemUpdated(unknown)).permitRetry(TOLD)).isFalse();
        assertThat(of(new ItemCompleted(unknown)).permitRetry(TOLD)).isFalse();
        assertThat(of(new CommandOutputDelta("i", "x")).permitRetry(TOLD)).isFalse();
    }

    @Test
    void toolsThatOnlyReadDoNotCount() {
        assertThat(of(new ItemStarted(toolCall(null, "look"))).permitRetry(TOLD)).isTrue();
        assertThat(of(new ItemStarted(toolCall("other", "look"))).permitRetry(TOLD)).isFalse();
        assertThat(of(new ItemStarted(toolCall(null, "order"))).permitRetry(TOLD)).isFalse();
    }

    @Test
    void aCallCountsEvenIfNobodyTellsOfIt() {
        Effects effects = new Effects(true);
        TurnHost host = effects.watching(new TurnHost(ApprovalDecider.DECLINING, TOOLS));

        host.call(new ToolCall("t", "u", "c", "", "look", null, progress -> {
        }));
        assertThat(effects.permitRetry(BROKE_OFF)).isTrue();

        host.call(new ToolCall("t", "u", "c", "", "order", null, progress -> {
        }));
        assertThat(effects.permitRetry(BROKE_OFF)).isFalse();
    }

    @Test
    void aPermissionCountsAndARefusalDoesNot() {
        Effects effects = new Effects(true);
        effects.watching(TurnHost.DECLINING).decide(null).await().indefinitely();
        assertThat(effects.permitRetry(BROKE_OFF)).isTrue();

        effects.watching(new TurnHost(request -> Uni.createFrom().item(ApprovalDecision.accept()), TOOLS)).decide(null)
                .await().indefinitely();
        assertThat(effects.permitRetry(BROKE_OFF)).isFalse();
    }

    @Test
    void whatBreaksOffMayHaveDoneWhatNobodyWasToldOf() {
        assertThat(of(new ThreadStarted("t")).permitRetry(BROKE_OFF)).isTrue();
        assertThat(of(new ThreadStarted("t"), new TurnStarted()).permitRetry(BROKE_OFF)).isFalse();
        assertThat(of().permitRetry(new CodexTimeoutException("late", CodexTimeoutException.Kind.REQUEST, null))).isFalse();
        Effects readOnly = new Effects(true);
        readOnly.note(new TurnStarted());
        assertThat(readOnly.permitRetry(BROKE_OFF)).isTrue();
    }

    @Test
    void codexGoesOnBehindAConnectionThatIsLost() {
        Throwable lost = new CodexConnectionException("lost", "ws://localhost:1");
        assertThat(of().permitRetry(lost)).isTrue();
        assertThat(of(new ThreadStarted("t")).permitRetry(lost)).isFalse();
        Effects readOnly = new Effects(true);
        readOnly.note(new ThreadStarted("t"));
        assertThat(readOnly.permitRetry(lost)).isTrue();
    }

    @Test
    void aModelThatDidNotBeginToAnswerHasDoneNothingWhenCodexHasToldItsEnd() {
        Throwable silent = new CodexTimeoutException("late", CodexTimeoutException.Kind.START, null);
        TurnEvent stopped = new TurnCompleted(TurnStatus.INTERRUPTED, null, null);
        assertThat(of(new TurnStarted(), stopped).permitRetry(silent)).isTrue();
        assertThat(of(new TurnStarted()).permitRetry(silent)).isFalse();
        assertThat(of(new ItemStarted(toolCall(null, "order")), stopped).permitRetry(silent)).isFalse();
    }

    @Test
    void overloadConcernsTheBeginOnly() {
        Throwable overload = new CodexOverloadedException("too much");
        Effects readOnly = new Effects(true);
        assertThat(readOnly.permitRetry(overload)).isTrue();
        readOnly.note(new TurnStarted());
        assertThat(readOnly.permitRetry(overload)).isFalse();
    }

    @Test
    void moreInputWouldBeLost() {
        Effects effects = of(new TurnStarted());
        effects.steered();
        assertThat(effects.permitRetry(TOLD)).isFalse();
    }
}
