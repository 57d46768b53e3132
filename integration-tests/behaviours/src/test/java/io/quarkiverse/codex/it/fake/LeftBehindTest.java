package io.quarkiverse.codex.it.fake;

import static io.quarkiverse.codex.it.fake.FakeCodex.HANG;
import static io.quarkiverse.codex.it.fake.FakeCodex.OPENED;
import static io.quarkiverse.codex.it.fake.FakeCodex.PATIENCE;
import static io.quarkiverse.codex.it.fake.FakeCodex.failed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/**
 * However a turn ends before its time, what codex has started goes with it. That nothing is left is what {@link FakeCodex}
 * looks at after each test.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
class LeftBehindTest {

    private static final String READY = "until [ -e \"$FAKE_CODEX/ready\" ]; do :; done";

    @RegisterExtension
    final FakeCodex codex = new FakeCodex();

    enum Child {
        PLAIN("(touch \"$FAKE_CODEX/ready\"; " + HANG.strip() + ") &"),
        STUBBORN("(trap '' TERM; touch \"$FAKE_CODEX/ready\"; while :; do sleep 1; done) &"),
        ADOPTED("(sh -c '(touch \"$FAKE_CODEX/ready\"; exec sleep 600) &') &"),
        SILENT("(touch \"$FAKE_CODEX/ready\"; exec sleep 600 >&- 2>&-) &"),
        SESSION("setsid sh -c 'touch \"$FAKE_CODEX/ready\"; exec sleep 600' &"),
        DAEMON("setsid sh -c '(touch \"$FAKE_CODEX/ready\"; exec sleep 600) > /dev/null 2>&1 &'"),
        FAMILY("(sh -c 'sh -c \"sleep 600 & touch $FAKE_CODEX/ready; sleep 600\" & sleep 600') &"),
        RESTLESS("(touch \"$FAKE_CODEX/ready\"; while :; do sleep 0.01; done) &");

        private final String start;

        Child(String start) {
            this.start = start;
        }

        boolean showsInTheProcessTree() {
            return this == PLAIN || this == STUBBORN || this == SILENT || this == FAMILY;
        }
    }

    static Stream<Child> children() {
        // Elsewhere the environment of a process cannot be seen, and whoever is adopted by init cannot be told from others.
        return Stream.of(Child.values()).filter(child -> OS.LINUX.isCurrentOs() || child.showsInTheProcessTree());
    }

    static Stream<Arguments> crashes() {
        return children().filter(child -> OS.LINUX.isCurrentOs())
                .flatMap(child -> Stream.of(Arguments.of(child, "kill -9 $$", 137), Arguments.of(child, "exit 4", 4)));
    }

    private AssertSubscriber<TurnEvent> begin(CodexClientImpl client, Child child, String then) {
        codex.script(child.start, READY, OPENED, then);
        AssertSubscriber<TurnEvent> events = client.startThread().runStreamed("hello").subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        return events.awaitItems(2, PATIENCE);
    }

    @ParameterizedTest
    @MethodSource("children")
    void goesWhenTheTurnIsCancelled(Child child) {
        AssertSubscriber<TurnEvent> events = begin(codex.client(), child, HANG);

        events.cancel();

        codex.awaitNothingLeft();
        assertThat(events.hasCompleted()).isFalse();
        assertThat(events.getFailure()).isNull();
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void goesWhenCodexCrashes(Child child, String crash, int exitCode) {
        AssertSubscriber<TurnEvent> events = begin(codex.client(), child, crash);

        events.awaitFailure(PATIENCE);

        assertThat(events.getFailure()).isInstanceOfSatisfying(CodexProcessException.class,
                e -> assertThat(e.exitCode()).hasValue(exitCode))
                .hasMessageStartingWith(exitCode == 137 ? "codex was ended by signal 9" : "codex ended with exit code 4");
    }

    @ParameterizedTest
    @EnumSource(Child.class)
    @EnabledOnOs(OS.LINUX)
    void goesWhenTheTurnFails(Child child) {
        AssertSubscriber<TurnEvent> events = begin(codex.client(), child, failed("no") + "exit 1");

        events.awaitFailure(PATIENCE);

        assertThat(events.getFailure()).isExactlyInstanceOf(CodexTurnFailedException.class);
    }

    @ParameterizedTest
    @MethodSource("children")
    void goesWhenTheTimeIsUp(Child child) {
        AssertSubscriber<TurnEvent> events = begin(codex.client("timeouts.idle", "3S"), child, HANG);

        events.awaitFailure(PATIENCE);

        assertThat(events.getFailure()).isExactlyInstanceOf(CodexTimeoutException.class)
                .hasMessageStartingWith("codex said nothing for PT3S and was ended");
    }

    @ParameterizedTest
    @MethodSource("children")
    void goesWhenTheClientIsClosed(Child child) {
        CodexClientImpl client = codex.client();
        AssertSubscriber<TurnEvent> events = begin(client, child, HANG);

        client.close();

        // Closing blocks until all is gone, so nothing is waited for.
        assertThat(codex.processes()).isEmpty();
        assertThat(events.getFailure()).isExactlyInstanceOf(CodexShutdownException.class)
                .hasMessage("The turn was ended because the application is stopping; its thread can be resumed");
    }

    @ParameterizedTest
    @EnumSource(value = Child.class, names = { "STUBBORN", "FAMILY" })
    void goesWhenCodexItselfDoesNot(Child child) {
        codex.script("trap '' TERM", child.start, READY, OPENED, "while :; do sleep 1; done");
        AssertSubscriber<TurnEvent> events = codex.client("timeouts.shutdown", "0.2S").startThread().runStreamed("hello")
                .subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        events.awaitItems(2, PATIENCE).cancel();

        codex.awaitNothingLeft();

        assertThat(List.copyOf(events.getItems())).hasSize(2);
    }
}
