package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;

/** {@code codex exec} tells what a thread has used, never what a turn has. */
@Tag("exec")
class ExecUsageTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void usageIsNotKnownWhereEarlierTurnsWereNotSeen() {
        codex.model().when("one").reply("1").usage(100, 20);
        codex.model().when("two").reply("2").usage(50, 5);
        codex.model().when("three").reply("3").usage(7, 3);
        String id = resultOf(codex.client().startThread().run("one")).threadId();
        CodexThread resumed = codex.client().resumeThread(id);

        TurnResult second = resultOf(resumed.run("two"));
        TurnResult third = resultOf(resumed.run("three"));

        assertThat(second.usage().isKnown()).isFalse();
        assertThat(second.threadUsage()).isEqualTo(Usage.of(150, 0, 0, 25, 0));
        assertThat(third.usage()).isEqualTo(Usage.of(7, 0, 0, 3, 0));
    }
}
