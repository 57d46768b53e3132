package io.quarkiverse.codex.it.fake;

import static io.quarkiverse.codex.it.fake.FakeCodex.COMPLETED;
import static io.quarkiverse.codex.it.fake.FakeCodex.HANG;
import static io.quarkiverse.codex.it.fake.FakeCodex.OPENED;
import static io.quarkiverse.codex.it.fake.FakeCodex.PATIENCE;
import static io.quarkiverse.codex.it.fake.FakeCodex.THREAD_ID;
import static io.quarkiverse.codex.it.fake.FakeCodex.event;
import static io.quarkiverse.codex.it.fake.FakeCodex.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.item.UnknownItem;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
class StreamTest {

    @RegisterExtension
    final FakeCodex codex = new FakeCodex();

    private List<TurnEvent> events() {
        return codex.thread().runStreamed("hello").collect().asList().await().atMost(PATIENCE);
    }

    @Test
    void garbageBetweenEventsIsSkipped() {
        codex.script("echo 'Welcome to codex!'", OPENED, "printf '\\n\\r\\n[1,2]\\n\\377\\376 }{\\n42\\n'", says("Hi!"),
                "echo 'thread main panicked at {'", COMPLETED);

        assertThat(events()).extracting(TurnEvent::type)
                .containsExactly("thread.started", "turn.started", "item.completed", "turn.completed");
    }

    @Test
    void whatIsNotKnownIsKept() {
        codex.script(OPENED, event("{\"type\":\"moon.phase\",\"phase\":{\"of\":[1,2.50]}}"),
                event("{\"type\":\"item.completed\",\"item\":{\"id\":\"item_7\",\"type\":\"hologram\",\"depth\":3}}"),
                COMPLETED);

        List<TurnEvent> events = events();

        assertThat(events.get(2)).isInstanceOfSatisfying(UnknownEvent.class, unknown -> {
            assertThat(unknown.type()).isEqualTo("moon.phase");
            assertThat(unknown.raw()).hasToString("{\"type\":\"moon.phase\",\"phase\":{\"of\":[1,2.50]}}");
        });
        assertThat(((ItemCompleted) events.get(3)).item()).isInstanceOfSatisfying(UnknownItem.class, unknown -> {
            assertThat(unknown.id()).isEqualTo("item_7");
            assertThat(unknown.type()).isEqualTo("hologram");
            assertThat(unknown.raw().path("depth").intValue()).isEqualTo(3);
        });
    }

    @Test
    void anErrorEventIsNotTheEnd() {
        codex.script(OPENED, event("{\"type\":\"error\",\"message\":\"Reconnecting... 2/5\"}"), says("Hi!"), COMPLETED);

        assertThat(events()).element(2).isInstanceOfSatisfying(StreamError.class,
                error -> assertThat(error.message()).isEqualTo("Reconnecting... 2/5"));
        assertThat(codex.thread().runAndAwait("hello").finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void anotherThreadThanTheOneToResumeEndsTheTurn() {
        codex.script(OPENED, "touch \"$FAKE_CODEX/went-on\"", says("Who are you?"), HANG);
        CodexThread thread = codex.client().resumeThread("0199a213-0000-7000-8000-000000000000");
        AssertSubscriber<TurnEvent> events = thread.runStreamed("hello").subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));

        events.awaitFailure(PATIENCE);

        assertThat(events.getItems()).isEmpty();
        assertThat(events.getFailure()).isExactlyInstanceOf(CodexProtocolException.class)
                .hasMessage("codex was asked to resume the thread 0199a213-0000-7000-8000-000000000000 but opened " + THREAD_ID
                        + ": the turn was ended before it did anything there");
        assertThat(thread.id()).contains("0199a213-0000-7000-8000-000000000000");
    }

    @Test
    void theThreadToResumeIsResumed() {
        codex.script(OPENED, says("Hi again!"), COMPLETED);

        assertThat(codex.client().resumeThread(THREAD_ID).runAndAwait("hello").finalResponse()).isEqualTo("Hi again!");
    }

    @Test
    void anEventBeyondTheLimitFailsTheTurn() {
        codex.script(OPENED, says("x".repeat(2000)), COMPLETED, HANG);

        assertThatThrownBy(() -> codex.thread("exec.max-event-size", "1K").runAndAwait("hello"))
                .isExactlyInstanceOf(CodexProtocolException.class)
                .hasMessage("codex wrote an event of more than 1024 bytes, the limit that "
                        + codex.property("exec.max-event-size") + " sets: raise it, or keep commands from writing so much");
    }

    @Test
    void aLongEventWithinTheLimitArrives() {
        codex.script(OPENED,
                "printf '{\"type\":\"item.completed\",\"item\":{\"id\":\"item_0\",\"type\":\"agent_message\",\"text\":\"'",
                "head -c 3000000 /dev/zero | tr '\\0' x", "printf '\"}}\\n'", COMPLETED);

        assertThat(codex.thread().runAndAwait("hello").finalResponse()).hasSize(3_000_000);
    }

    @Test
    void aFloodOnStandardErrorStopsNothing() {
        codex.script(OPENED, "head -c 4000000 /dev/zero | tr '\\0' x >&2", says("Hi!"), COMPLETED);

        assertThat(codex.thread().runAndAwait("hello").finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void theEndOfAFloodOnStandardErrorIsKept() {
        codex.script(OPENED, "head -c 4000000 /dev/zero | tr '\\0' x >&2", "echo >&2",
                "i=0; while [ $i -lt 3000 ]; do echo 'a line of ninety-nine characters ................................"
                        + "........................................' >&2; i=$((i+1)); done",
                "echo 'the end' >&2", "exit 1");

        CodexProcessException failure = catchThrowableOfType(CodexProcessException.class,
                () -> codex.thread().runAndAwait("hello"));

        assertThat(failure).hasMessageEndingWith("; the last it said was: the end");
        assertThat(failure.standardError()).startsWith("[… ").endsWith("the end\n");
        String kept = failure.standardError().substring(failure.standardError().indexOf('\n') + 1);
        assertThat(failure.standardError().lines().findFirst().orElseThrow())
                .endsWith(" bytes before this are not kept]");
        assertThat(kept).startsWith("a line of ninety-nine characters");
        assertThat(kept.getBytes(StandardCharsets.UTF_8).length).isBetween(256 * 1024 - 200, 256 * 1024);
    }
}
