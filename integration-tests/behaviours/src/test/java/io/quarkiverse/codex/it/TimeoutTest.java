package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.endlessCommand;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class TimeoutTest {

    private static final Duration SHORT = Duration.ofMillis(700);

    @RegisterExtension
    final Codex codex = new Codex();

    private final String lifetime = Processes.newLifetime();

    @Test
    void silenceEndsTheTurn() {
        codex.model().when("go").stall();

        Throwable failure = failureOf(codex.client("timeouts.idle", "0.7S").startThread().run("go"));

        assertTimeout(failure, CodexTimeoutException.Kind.IDLE);
        assertThat(failure).hasMessageContaining("quarkus.codex.timeouts.idle");
        assertThat(Processes.mentioning(codex.workspace().toString())).isEmpty();
    }

    @Test
    void turnEndsAtItsLimitWhateverItDoes() {
        codex.model().when("go").then(endlessCommand(lifetime));

        UniAssertSubscriber<TurnResult> turn = codex.client("timeouts.turn", "8S").startThread().run("go").subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        Processes.awaitSome("sleep " + lifetime);
        Throwable failure = turn.awaitFailure(Turns.PATIENCE).getFailure();

        assertTimeout(failure, CodexTimeoutException.Kind.TURN, Duration.ofSeconds(8));
        assertThat(failure).hasMessageContaining("quarkus.codex.timeouts.turn");
        assertThat(Processes.mentioning(lifetime)).isEmpty();
        assertThat(Processes.mentioning(codex.workspace().toString())).isEmpty();
    }

    @Test
    void threadsLimitGoesBeforeTheClients() {
        codex.model().when("go").stall();
        ThreadOptions idle = ThreadOptions.builder().idleTimeout(SHORT).build();
        ThreadOptions turn = ThreadOptions.builder().timeout(SHORT).build();

        assertTimeout(failureOf(codex.client().startThread(idle).run("go")), CodexTimeoutException.Kind.IDLE);
        assertTimeout(failureOf(codex.client().startThread(turn).run("go")), CodexTimeoutException.Kind.TURN);
    }

    @Test
    void turnsLimitGoesBeforeTheThreads() {
        codex.model().when("go").reply("Done.");
        CodexThread thread = codex.client().startThread(
                ThreadOptions.builder().timeout(Duration.ofMillis(1)).idleTimeout(Duration.ofMillis(1)).build());

        assertThat(resultOf(thread.run("go",
                TurnOptions.builder().timeout(Turns.PATIENCE).idleTimeout(Turns.PATIENCE).build())).finalResponse())
                .isEqualTo("Done.");
    }

    @Test
    void limitOfZeroIsNone() {
        codex.model().when("go").reply("Done.");

        assertThat(resultOf(codex.client("timeouts.turn", "0", "timeouts.idle", "0").startThread().run("go"))
                .finalResponse()).isEqualTo("Done.");
    }

    @Test
    void threadGoesOnAfterATimeout() {
        codex.model().when("go").stall();
        codex.model().when("next").reply("Here.");
        CodexThread thread = codex.client().startThread();

        failureOf(thread.run("go", TurnOptions.builder().idleTimeout(SHORT).build()));

        assertThat(resultOf(thread.run("next")).finalResponse()).isEqualTo("Here.");
    }

    private static void assertTimeout(Throwable failure, CodexTimeoutException.Kind kind) {
        assertTimeout(failure, kind, SHORT);
    }

    private static void assertTimeout(Throwable failure, CodexTimeoutException.Kind kind, Duration limit) {
        assertThat(failure).isInstanceOfSatisfying(CodexTimeoutException.class, timeout -> {
            assertThat(timeout.kind()).isEqualTo(kind);
            assertThat(timeout.timeout()).isEqualTo(limit);
        });
    }
}
