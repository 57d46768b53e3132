package io.quarkiverse.codex.it.fake;

import static io.quarkiverse.codex.it.fake.FakeCodex.COMPLETED;
import static io.quarkiverse.codex.it.fake.FakeCodex.HANG;
import static io.quarkiverse.codex.it.fake.FakeCodex.OPENED;
import static io.quarkiverse.codex.it.fake.FakeCodex.PATIENCE;
import static io.quarkiverse.codex.it.fake.FakeCodex.THREAD_ID;
import static io.quarkiverse.codex.it.fake.FakeCodex.failed;
import static io.quarkiverse.codex.it.fake.FakeCodex.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
class EndingTest {

    @RegisterExtension
    final FakeCodex codex = new FakeCodex();

    @Test
    void completes() {
        codex.script(OPENED, says("Hi!"), COMPLETED);

        TurnResult result = codex.thread().runAndAwait("hello");

        assertThat(result.threadId()).isEqualTo(THREAD_ID);
        assertThat(result.finalResponse()).isEqualTo("Hi!");
        assertThat(result.usage().inputTokens()).isEqualTo(10);
    }

    @Test
    void exitsWhileAChildHoldsItsOutput() {
        codex.script(OPENED, "sleep 600 &", "echo 'out of luck' >&2", "exit 3");

        assertThatThrownBy(() -> codex.thread().runAndAwait("hello"))
                .isInstanceOfSatisfying(CodexProcessException.class, e -> assertThat(e.exitCode()).hasValue(3))
                .hasMessage("codex ended with exit code 3 before the turn was over; the last it said was: out of luck");
    }

    @Test
    void exitsWithoutATerminalEvent() {
        codex.script(OPENED, says("Hi!"));

        assertThatThrownBy(() -> codex.thread().runAndAwait("hello"))
                .isExactlyInstanceOf(CodexProtocolException.class)
                .hasMessage("codex ended without an error but never said that the turn was over: look at the log for lines"
                        + " that were not understood, and whether this version of codex is supported; it said nothing on"
                        + " standard error");
    }

    @Test
    void exitsWithAnErrorAndNoTerminalEvent() {
        codex.script(OPENED, "printf 'first\\nlast\\n' >&2", "exit 1");

        CodexProcessException failure = catchThrowableOfType(CodexProcessException.class,
                () -> codex.thread().runAndAwait("hello"));

        assertThat(failure).hasMessage("codex ended with exit code 1 before the turn was over; the last it said was: last");
        assertThat(failure.exitCode()).hasValue(1);
        assertThat(failure.standardError()).isEqualTo("first\nlast\n");
    }

    @Test
    void crashesInTheMiddleOfALine() {
        codex.script(OPENED, "printf '{\"type\":\"item.comp'", "kill -9 $$");
        AssertSubscriber<TurnEvent> events = codex.thread().runStreamed("hello").subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));

        events.awaitFailure(PATIENCE);

        assertThat(events.getItems()).extracting(TurnEvent::type).containsExactly("thread.started", "turn.started");
        assertThat(events.getFailure())
                .isInstanceOfSatisfying(CodexProcessException.class, e -> assertThat(e.exitCode()).hasValue(137))
                .hasMessage("codex was ended by signal 9 before the turn was over; it said nothing on standard error");
    }

    @Test
    void aCrashIsNotTakenForAMistakeInTheConfiguration() {
        codex.script(OPENED, "echo 'WARN unknown variant `foo`' >&2", "kill -9 $$");

        assertThatThrownBy(() -> codex.thread().runAndAwait("hello")).isExactlyInstanceOf(CodexProcessException.class)
                .hasMessageStartingWith("codex was ended by signal 9 before the turn was over");
    }

    @Test
    void ignoresTheRequestToEnd() {
        codex.script("trap '' TERM", "touch \"$FAKE_CODEX/trapped\"", OPENED, "while :; do sleep 1; done");

        assertThatThrownBy(() -> codex.thread("timeouts.shutdown", "0.2S", "timeouts.turn", "4S").runAndAwait("hello"))
                .isInstanceOfSatisfying(CodexTimeoutException.class,
                        e -> assertThat(e.kind()).isEqualTo(CodexTimeoutException.Kind.TURN))
                .hasMessageStartingWith("The turn took longer than PT4S and was ended.");
        assertThat(codex.file("trapped")).exists();
    }

    @Test
    void ignoresTheRequestToEndAndItsInput() {
        codex.script("trap '' TERM", "touch \"$FAKE_CODEX/trapped\"", OPENED, "while :; do sleep 1; done");

        assertThatThrownBy(() -> codex.thread("timeouts.shutdown", "0.2S", "timeouts.turn", "4S")
                .runAndAwait("x".repeat(4_000_000))).isExactlyInstanceOf(CodexTimeoutException.class);
        assertThat(codex.file("trapped")).exists();
    }

    @Test
    void neverWrites() {
        codex.script(HANG);

        assertThatThrownBy(() -> codex.thread("timeouts.idle", "0.5S").runAndAwait("hello"))
                .isInstanceOfSatisfying(CodexTimeoutException.class, e -> {
                    assertThat(e.kind()).isEqualTo(CodexTimeoutException.Kind.IDLE);
                    assertThat(e.timeout()).isEqualTo(Duration.ofMillis(500));
                }).hasMessageStartingWith("codex said nothing for PT0.5S and was ended: is the network there?");
    }

    @Test
    void closesItsOutputAndLingers() {
        codex.script(OPENED, "echo bye >&2", "exec >&-", HANG);

        assertThatThrownBy(() -> codex.thread("timeouts.shutdown", "0.5S").runAndAwait("hello"))
                .isExactlyInstanceOf(CodexProtocolException.class)
                .hasMessageStartingWith("codex closed its output without saying that the turn was over, did not exit within ")
                .hasMessageEndingWith(" ms and was killed; the last it said was: bye");
    }

    @Test
    void lingersAfterItsTurn() {
        codex.script(OPENED, says("Hi!"), COMPLETED, HANG);

        assertThat(codex.thread("timeouts.shutdown", "0.5S").runAndAwait("hello").finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void exitsWhileItsPromptIsWritten() {
        codex.script("echo 'no thanks' >&2", "exit 2");

        assertThatThrownBy(() -> codex.thread().runAndAwait("x".repeat(4_000_000)))
                .isInstanceOfSatisfying(CodexProcessException.class, e -> assertThat(e.exitCode()).hasValue(2))
                .hasMessage("codex ended with exit code 2 before the turn was over; the last it said was: no thanks");
    }

    @Test
    void doesNotNeedItsPrompt() {
        codex.script(OPENED, says("Hi!"), COMPLETED);

        assertThat(codex.thread().runAndAwait("x".repeat(4_000_000)).finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void aFailedTurnTellsSoAndFails() {
        codex.script(OPENED, failed("stream disconnected"), "exit 1");
        AssertSubscriber<TurnEvent> events = codex.thread().runStreamed("hello").subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));

        events.awaitFailure(PATIENCE);

        assertThat(events.getItems()).extracting(TurnEvent::type)
                .containsExactly("thread.started", "turn.started", "turn.failed");
        assertThat(events.getFailure()).hasMessage("The turn failed: stream disconnected")
                .isInstanceOfSatisfying(CodexTurnFailedException.class, e -> {
                    assertThat(e.threadId()).contains(THREAD_ID);
                    assertThat(e.error().message()).isEqualTo("stream disconnected");
                });
    }

    @Test
    void nothingFollowsATerminalEvent() {
        codex.script(OPENED, COMPLETED, says("late"), failed("later"), COMPLETED, "exit 1");

        assertThat(codex.thread().runStreamed("hello").collect().asList().await().atMost(PATIENCE))
                .extracting(TurnEvent::type).containsExactly("thread.started", "turn.started", "turn.completed");
    }

    @Test
    void aClosedClientStartsNothing() {
        codex.script("touch \"$FAKE_CODEX/started\"", OPENED, COMPLETED);
        var client = codex.client();
        client.close();
        client.close();

        assertThatThrownBy(() -> client.startThread().runAndAwait("hello")).isExactlyInstanceOf(CodexShutdownException.class)
                .hasMessage("The turn was not started because the application is stopping");
        assertThat(codex.file("started")).doesNotExist();
    }
}
