package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.Step;

class UsageTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void turnCountsAllItsRequests() {
        codex.model().when("count").shell("true").then(new Step.TokenCount(100, 40, 30, 20, 7)).reply("Done.").usage(10, 2);

        TurnResult result = resultOf(codex.client().startThread().run("count"));

        assertThat(result.usage()).isEqualTo(Usage.of(110, 40, 30, 22, 7));
        assertThat(result.threadUsage()).isEqualTo(result.usage());
    }

    @Test
    void laterTurnCountsItselfOnly() {
        codex.model().when("one").then(Step.message("1"), new Step.TokenCount(100, 40, 30, 20, 7));
        codex.model().when("two").then(Step.message("2"), new Step.TokenCount(50, 45, 1, 3, 2));
        CodexThread thread = codex.client().startThread();

        TurnResult first = resultOf(thread.run("one"));
        TurnResult second = resultOf(thread.run("two"));

        assertThat(second.usage()).isEqualTo(Usage.of(50, 45, 1, 3, 2));
        assertThat(second.threadUsage()).isEqualTo(first.usage().plus(second.usage()));
    }

    @Test
    void streamTellsTheSameAsTheResult() {
        codex.model().when("one").reply("1").usage(100, 20);
        codex.model().when("two").reply("2").usage(50, 5);
        CodexThread thread = codex.client().startThread();

        resultOf(thread.run("one"));
        List<TurnEvent> events = eventsOf(thread.runStreamed("two"));
        TurnCompleted end = (TurnCompleted) events.get(events.size() - 1);

        assertThat(end.usage()).isEqualTo(new TokenUsage(50, 0, 0, 5, 0));
        assertThat(end.threadUsage()).isEqualTo(new TokenUsage(150, 0, 0, 25, 0));
    }

    @Test
    void clientKnowsTheUsageOfAThreadItHasSeen() {
        codex.model().when("one").reply("1").usage(100, 20);
        codex.model().when("two").reply("2").usage(50, 5);
        CodexClient client = codex.client();
        String id = resultOf(client.startThread().run("one")).threadId();

        TurnResult second = resultOf(client.resumeThread(id).run("two"));

        assertThat(second.usage()).isEqualTo(Usage.of(50, 0, 0, 5, 0));
    }

    @Test
    void usageAfterAFailedTurnIsRightOrUnknown() {
        codex.model().when("one").reply("1").usage(100, 20);
        codex.model().when("fail").fail("rate_limit_exceeded", "Enough for today");
        codex.model().when("two").reply("2").usage(50, 5);
        CodexThread thread = codex.client().startThread();

        resultOf(thread.run("one"));
        failureOf(thread.run("fail"));
        TurnResult second = resultOf(thread.run("two"));

        assertThat(second.usage()).isIn(Usage.of(50, 0, 0, 5, 0), Usage.UNKNOWN);
        assertThat(second.threadUsage()).isEqualTo(Usage.of(150, 0, 0, 25, 0));
    }
}
