package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;

@Tag("app-server")
class AppServerUsageTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void turnAddsUpWhatEachResponseTells() {
        codex.model().when("go").shell("true").usage(100, 20).shell("true").usage(30, 4).reply("Done.").usage(10, 2);

        List<TurnEvent> events = eventsOf(codex.client().startThread().runStreamed("go"));

        assertThat(Turns.eventsOf(events, TokenUsageUpdated.class)).extracting(TokenUsageUpdated::lastUsage)
                .containsExactly(new TokenUsage(100, 0, 0, 20, 0), new TokenUsage(30, 0, 0, 4, 0),
                        new TokenUsage(10, 0, 0, 2, 0));
        TurnCompleted end = (TurnCompleted) events.get(events.size() - 1);
        assertThat(end.usage()).isEqualTo(new TokenUsage(140, 0, 0, 26, 0)).isEqualTo(end.threadUsage());
    }

    @Test
    void usageIsKnownOfAThreadThatAnotherClientBegan() {
        codex.model().when("one").reply("1").usage(100, 20);
        codex.model().when("two").reply("2").usage(50, 5);
        CodexClient first = codex.client();
        String id = resultOf(first.startThread().run("one")).threadId();
        codex.close(first);

        TurnResult second = resultOf(codex.client().resumeThread(id).run("two"));

        assertThat(second.usage()).isEqualTo(Usage.of(50, 0, 0, 5, 0));
        assertThat(second.threadUsage()).isEqualTo(Usage.of(150, 0, 0, 25, 0));
    }
}
