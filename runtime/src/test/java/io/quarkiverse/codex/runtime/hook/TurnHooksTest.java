package io.quarkiverse.codex.runtime.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexHookException;
import io.quarkiverse.codex.CodexTurnVetoedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.hook.AfterTurn;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.hook.TurnFailure;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.smallrye.mutiny.Uni;

class TurnHooksTest {

    private static final Optional<TurnInput> HELLO = Optional.of(TurnInput.of("hello"));
    private static final TurnEvent SAID = new ItemCompleted(new AgentMessage("item_0", "hi"));

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final TestHooks hooks = new TestHooks();

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    private static void appendTo(BeforeTurn turn, String text) {
        turn.input(turn.input().orElseThrow().andText(text));
    }

    @Test
    void whatNoHookWaitsForCostsNothing() {
        assertThat(hooks.client().watch(null)).isSameAs(TurnWatch.NONE);

        TurnHooks turn = hooks.on(CommandExecution.class, item -> log.add("never")).turn();

        assertThat(turn.event(SAID)).isSameAs(TurnWatch.NO_WAIT);
        assertThat(turn.event(new TurnStarted())).isSameAs(TurnWatch.NO_WAIT);
        assertThat(turn.wantsItems()).isFalse();
        assertThat(turn.around(ToolCaller.NONE)).isSameAs(ToolCaller.NONE);
    }

    @Test
    void theTypeOfTheParameterNarrows() {
        TurnHooks turn = hooks.on(TurnEvent.class, event -> log.add("event " + event.type()))
                .on(ItemCompleted.class, event -> log.add("completed"))
                .on(ThreadItem.class, item -> log.add("item"))
                .on(AgentMessage.class, item -> log.add("message"))
                .on(CommandExecution.class, item -> log.add("command")).turn();

        get(turn.event(SAID));
        get(turn.event(new ItemStarted(new AgentMessage("item_0", ""))));

        assertThat(log).containsExactly("event item.completed", "completed", "item", "message", "event item.started");
    }

    @Test
    void hooksChangeTheInputOneAfterTheOther() {
        TurnHooks turn = hooks.on(BeforeTurn.class, event -> appendTo(event, "one"))
                .on(BeforeTurn.class, event -> appendTo(event, "two")).turn();

        assertThat(get(turn.before(HELLO))).contains(TurnInput.text("hello", "one", "two"));
    }

    @Test
    void aVetoIsTheLastWord() {
        TurnHooks turn = hooks.on(BeforeTurn.class, event -> event.veto("no budget"))
                .on(BeforeTurn.class, event -> log.add("asked")).turn();

        assertThatThrownBy(() -> get(turn.before(HELLO)))
                .isInstanceOfSatisfying(CodexTurnVetoedException.class, veto -> {
                    assertThat(veto.reason()).isEqualTo("no budget");
                    assertThat(veto.hook()).isEqualTo("hook0");
                }).hasMessage("The turn was refused by hook0: no budget");
        assertThat(log).isEmpty();
    }

    @Test
    void whoMayRefuseAndFailsHasRefused() {
        TurnHooks turn = hooks.on(BeforeTurn.class, event -> {
            throw new IllegalArgumentException("broken");
        }).turn();

        assertThatThrownBy(() -> get(turn.before(HELLO))).isInstanceOfSatisfying(CodexHookException.class,
                failure -> assertThat(failure.hook()).isEqualTo("hook0")).hasRootCauseMessage("broken");
    }

    @Test
    void whatAFailedHookHasChangedIsDropped() {
        TurnHooks turn = hooks.on(BeforeTurn.class, OnError.LOG, List.of(), event -> {
            appendTo(event, "half");
            throw new IllegalArgumentException("broken");
        }).on(BeforeTurn.class, event -> appendTo(event, "whole")).turn();

        assertThat(get(turn.before(HELLO))).contains(TurnInput.text("hello", "whole"));
    }

    @Test
    void aTurnWithoutAnInputHasNoneToChange() {
        TurnHooks turn = hooks.on(BeforeTurn.class, event -> event.input(TurnInput.of("other"))).turn();

        assertThatThrownBy(() -> get(turn.before(Optional.empty()))).isInstanceOf(CodexHookException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void anObserverThatFailsIsCountedAndDoesNoHarm() {
        ClientHooks client = hooks.on(ThreadItem.class, item -> {
            throw new IllegalArgumentException("broken");
        }).on(ThreadItem.class, item -> log.add("next")).client();

        get(TestHooks.turn(client).event(SAID));

        assertThat(log).containsExactly("next");
        assertThat(client.failures()).isEqualTo(Map.of("hook0", 1L, "hook1", 0L));
    }

    @Test
    void anObserverMayBeDeclaredToFailTheTurn() {
        TurnHooks turn = hooks.on(ThreadItem.class, OnError.FAIL, List.of(), item -> {
            throw new IllegalArgumentException("broken");
        }).on(ThreadItem.class, item -> log.add("next")).turn();

        assertThatThrownBy(() -> get(turn.event(SAID))).isInstanceOf(CodexHookException.class)
                .hasMessageStartingWith("The hook hook0 has failed with java.lang.IllegalArgumentException");
        assertThat(log).isEmpty();
    }

    @Test
    void aHookThatTakesTooLongHasFailed() {
        hooks.timeout = Duration.ofMillis(1);
        TurnHooks turn = hooks.later(ThreadItem.class, OnError.FAIL, List.of(),
                item -> Uni.createFrom().nothing()).turn();

        assertThatThrownBy(() -> get(turn.event(SAID))).isInstanceOf(CodexHookException.class)
                .hasRootCauseInstanceOf(TimeoutException.class).hasRootCauseMessage("It has not ended within PT0.001S");
    }

    @Test
    void theNextHookWaitsForTheOneBeforeIt() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        TurnHooks turn = hooks.later(ThreadItem.class, OnError.DEFAULT, List.of(), item -> first)
                .on(ThreadItem.class, item -> log.add("second")).turn();
        CompletableFuture<Void> seen = turn.event(SAID).subscribeAsCompletionStage();

        assertThat(log).isEmpty();
        first.complete(null);
        seen.join();

        assertThat(log).containsExactly("second");
    }

    @Test
    void hooksOfAFailureCannotChangeIt() {
        TurnHooks turn = hooks.on(TurnFailure.class, OnError.FAIL, List.of(), failure -> {
            log.add(failure.cause().getMessage() + " " + failure.threadId().orElseThrow() + " "
                    + failure.turnId().orElseThrow());
            throw new IllegalArgumentException("broken");
        }).turn();

        get(turn.failed(new IllegalStateException("why")));

        assertThat(log).containsExactly("why thread-1 turn-1");
    }

    @Test
    void aHookOfAFailureThatFailsSilencesNoOther() {
        TurnHooks turn = hooks.on(TurnFailure.class, OnError.FAIL, List.of(), failure -> {
            throw new IllegalArgumentException("broken");
        }).on(TurnFailure.class, failure -> log.add("told " + failure.cause().getMessage())).turn();

        get(turn.failed(new IllegalStateException("why")));

        assertThat(log).containsExactly("told why");
    }

    @Test
    void whoFailsATurnThatHasEndedWellHasItToldToTheHooksOfAFailure() {
        TurnHooks turn = hooks.on(AfterTurn.class, OnError.FAIL, List.of(), ended -> {
            throw new IllegalArgumentException("broken");
        }).on(AfterTurn.class, ended -> log.add("after")).on(TurnFailure.class, failure -> log.add("failed " + failure.cause()))
                .turn();

        assertThatThrownBy(() -> get(turn.completed(null))).isInstanceOfSatisfying(CodexHookException.class,
                failure -> assertThat(log).containsExactly("failed " + failure));
    }

    @Test
    void deltasAreEvents() {
        TurnHooks turn = hooks.on(AgentMessageDelta.class, delta -> log.add(delta.delta())).turn();

        get(turn.event(new AgentMessageDelta("item_0", "h")));

        assertThat(log).containsExactly("h");
    }
}
