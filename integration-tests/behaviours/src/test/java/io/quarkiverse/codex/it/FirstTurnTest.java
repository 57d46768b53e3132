package io.quarkiverse.codex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;

class FirstTurnTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void aTurnHasAResult() {
        codex.model().when("hello").reply("Hi!").usage(100, 20);
        CodexThread thread = codex.client().startThread();

        TurnResult result = thread.runAndAwait("hello");

        assertThat(result.finalResponse()).isEqualTo("Hi!");
        assertThat(thread.id()).contains(result.threadId());
        assertThat(result.usage().inputTokens()).isEqualTo(100);
        assertThat(result.threadUsage()).isEqualTo(result.usage());
    }

    @Test
    void aTurnStreamsItsEvents() {
        codex.model().when("hello").reply("Hi!");

        List<TurnEvent> events = codex.client().startThread().runStreamed("hello").collect().asList().await().indefinitely();

        assertThat(Turns.essentials(events)).extracting(TurnEvent::type)
                .containsExactly("thread.started", "turn.started", "item.completed", "turn.completed");
    }

    @Test
    void secondTurnContinuesTheThread() {
        codex.model().when("one").reply("1").usage(100, 20);
        codex.model().when("two").reply("2").usage(150, 30);
        CodexThread thread = codex.client().startThread();

        TurnResult first = thread.runAndAwait("one");
        TurnResult second = thread.runAndAwait("two");

        assertThat(second.threadId()).isEqualTo(first.threadId());
        assertThat(second.usage().inputTokens()).isEqualTo(150);
        assertThat(second.threadUsage().inputTokens()).isEqualTo(250);
    }
}
