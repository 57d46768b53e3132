package io.quarkiverse.codex.runtime.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexHookException;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.hook.PostToolUse;
import io.quarkiverse.codex.hook.PreToolUse;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class NativeTurnHooksTest {

    private final TestHooks hooks = new TestHooks();

    private static NativeHookAnswer ask(TurnHooks turn, NativeHookPoint point) {
        return turn.nativeHooks().ask(new NativeHookCall(point, JsonNodeFactory.instance.objectNode().put("tool_name", "Bash")))
                .await().atMost(Duration.ofSeconds(30));
    }

    @Test
    void aResultIsWithheldThatTheTurnMayNotGoOnWithout() {
        TurnHooks turn = hooks.on(PostToolUse.class, OnError.FAIL, List.of(), use -> {
            throw new IllegalStateException("secret");
        }).turn();

        assertThat(ask(turn, NativeHookPoint.POST_TOOL_USE).refusal())
                .contains("The result is withheld, because a check of the application has failed");
        assertThatThrownBy(() -> turn.event(new TurnStarted()).await().indefinitely()).isInstanceOf(CodexHookException.class);
    }

    @Test
    void whoOnlyLooksAtAResultDoesNoHarm() {
        TurnHooks turn = hooks.on(PostToolUse.class, use -> {
            throw new IllegalStateException("broken");
        }).on(PostToolUse.class, use -> use.addContext("seen")).turn();

        assertThat(ask(turn, NativeHookPoint.POST_TOOL_USE))
                .isEqualTo(new NativeHookAnswer(Optional.empty(), false, Optional.empty(), List.of("seen")));
    }

    @Test
    void whoMayRefuseAndFailsHasRefused() {
        TurnHooks turn = hooks.on(PreToolUse.class, use -> {
            throw new IllegalStateException("broken");
        }).turn();

        assertThat(ask(turn, NativeHookPoint.PRE_TOOL_USE).refusal())
                .contains("The application could not be asked whether this is allowed");
    }

    @Test
    void theEndOfTheTurnDropsAHookThatRuns() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> dropped = new CompletableFuture<>();
        NativeHooks turn = hooks.later(PreToolUse.class, OnError.DEFAULT, List.of(),
                use -> Uni.createFrom().nothing().onSubscription().invoke(() -> begun.complete(null))
                        .onCancellation().invoke(() -> dropped.complete(null)))
                .turn().nativeHooks();
        UniAssertSubscriber<NativeHookAnswer> answer = turn
                .ask(new NativeHookCall(NativeHookPoint.PRE_TOOL_USE, JsonNodeFactory.instance.objectNode())).subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        begun.get(30, TimeUnit.SECONDS);
        new TurnHost(ApprovalDecider.DECLINING, ToolCaller.NONE, turn).close();

        dropped.get(30, TimeUnit.SECONDS);
        assertThat(answer.awaitItem().getItem().refusal()).contains("The turn is over");
    }

    @Test
    void aHookThatMayFailRefusesNothing() {
        TurnHooks turn = hooks.on(PreToolUse.class, OnError.LOG, List.of(), use -> {
            throw new IllegalStateException("broken");
        }).turn();

        assertThat(ask(turn, NativeHookPoint.PRE_TOOL_USE)).isEqualTo(NativeHookAnswer.NOTHING);
    }
}
