package io.quarkiverse.codex.it.fake;

import static io.quarkiverse.codex.it.fake.FakeCodex.COMPLETED;
import static io.quarkiverse.codex.it.fake.FakeCodex.OPENED;
import static io.quarkiverse.codex.it.fake.FakeCodex.PATIENCE;
import static io.quarkiverse.codex.it.fake.FakeCodex.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.transport.executable.CodexExecutable;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
class ExecutableTest {

    @RegisterExtension
    final FakeCodex codex = new FakeCodex();

    private final String property = codex.property("path");
    private final String mend = "install it with 'npm install -g @openai/codex@0.169.0', or set " + property
            + " to a codex executable";

    private CodexConfigurationException refusal(CodexThread thread) {
        CodexConfigurationException refusal = catchThrowableOfType(CodexConfigurationException.class,
                () -> thread.runAndAwait("hello"));
        assertThat(refusal).isExactlyInstanceOf(CodexConfigurationException.class);
        return refusal;
    }

    @Test
    void isMissing() {
        assertThat(refusal(codex.thread())).hasMessage("There is no codex at " + codex.path()
                + ", which " + property + " names: " + mend);
    }

    @Test
    void isADirectory() throws IOException {
        Files.createDirectory(codex.path());

        assertThat(refusal(codex.thread())).hasMessage(codex.path()
                + ", which " + property + " names, is a directory: name the executable in it, or " + mend);
    }

    @Test
    void isNotExecutable() throws IOException {
        codex.script(OPENED, COMPLETED);
        Files.setPosixFilePermissions(codex.path(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(refusal(codex.thread())).hasMessage(codex.path() + ", which " + property + " names, is not executable:"
                + " give the application the right to execute it, or " + mend);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\u007fELF garbage", "MZ\u0000\u0000", "\u0000\u0001\u0002\u0003" })
    void isMadeForAnotherMachine(String content) {
        codex.write(content);

        // Some JDKs have a shell try what the system cannot execute, others say so at once.
        assertThat(refusal(codex.thread())).message().contains(codex.path().toString()).containsPattern(
                "( cannot be started \\(.*is it made for this machine)|( --version did not tell a version of codex but '.+'.*"
                        + "made for this machine)");
    }

    @Test
    void hasAnInterpreterThatIsNotThere() {
        codex.write("#!/nowhere/sh\n");

        assertThat(refusal(codex.thread())).hasMessageStartingWith("The codex executable " + codex.path()
                + " cannot be started (").hasMessageEndingWith(
                        "): is it made for this machine? Set " + property + " to one that is")
                .hasCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "codex-cli 0.144.9", "codex-cli 0.99.0-alpha.3" })
    void isTooOld(String answer) {
        codex.version(answer).script(OPENED, COMPLETED);

        assertThat(refusal(codex.thread())).hasMessage("The codex at " + codex.path() + " is version "
                + answer.substring("codex-cli ".length())
                + ", and 0.145.0 is the oldest that works: update it with 'npm install"
                + " -g @openai/codex@0.169.0' or set " + property + " to a newer one");
    }

    @ParameterizedTest
    @ValueSource(strings = { "codex-cli 0.145.0", "codex 0.155.0", "codex-cli 0.169.0-alpha.1" })
    void isOldEnough(String answer) {
        codex.version(answer).script(OPENED, says("Hi!"), COMPLETED);

        assertThat(codex.thread().runAndAwait("hello").finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void isNewerThanKnownWhichIsSaidOnce() {
        codex.version("codex-cli 1.2.3").script(OPENED, says("Hi!"), COMPLETED);
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logRecord) {
                warnings.add(new PatternFormatter("%s").format(ExtLogRecord.wrap(logRecord)));
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        Logger logger = Logger.getLogger(CodexExecutable.class.getName());
        logger.addHandler(handler);
        try {
            CodexClientImpl client = codex.client();
            assertThat(client.startThread().runAndAwait("hello").finalResponse()).isEqualTo("Hi!");
            assertThat(client.startThread().runAndAwait("hello").finalResponse()).isEqualTo("Hi!");
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(warnings).containsExactly("The codex at " + codex.path()
                + " is version 1.2.3, newer than 0.169.0, the newest this extension was tested with");
    }

    @Test
    void isNotCodexAtAll() {
        codex.version("git version 2.39.5").script(OPENED, COMPLETED);

        assertThat(refusal(codex.thread())).hasMessage(codex.path() + " --version did not tell a version of codex but"
                + " 'git version 2.39.5': set " + property + " to a codex executable that is made for this machine");
    }

    @Test
    void isNotCodexAndSaysNothing() {
        codex.write("#!/bin/sh\nexit 1\n");

        assertThat(refusal(codex.thread())).hasMessage(codex.path() + " --version did not tell a version of codex but '': set "
                + property + " to a codex executable that is made for this machine");
    }

    @Test
    void whatTheVersionLeavesBehindGoes() {
        codex.write("#!/bin/sh\n(trap '' TERM; sleep 600) &\necho 'codex-cli 0.169.0'\n");

        assertThatThrownBy(() -> codex.thread().runAndAwait("hello"))
                .hasMessageStartingWith("codex ended without an error but never said that the turn was over");
    }

    @Test
    void closingDoesNotWaitForAVersionThatNeverComes() {
        codex.write("#!/bin/sh\ntouch \"$FAKE_CODEX/asked\"\ntrap '' TERM\nwhile :; do sleep 1; done\n");
        CodexClientImpl client = codex.client();
        AssertSubscriber<TurnEvent> events = client.startThread().runStreamed("hello").subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        codex.awaitFile("asked");

        client.close();

        assertThat(codex.processes()).isEmpty();
        assertThat(events.awaitFailure(PATIENCE).getFailure())
                .hasMessage("The turn was ended because the application is stopping; its thread can be resumed");
    }

    @Test
    void cancellingDoesNotWaitForAVersionThatNeverComes() {
        codex.write("#!/bin/sh\ntouch \"$FAKE_CODEX/asked\"\nexec sleep 600\n");
        CodexThread thread = codex.thread();
        AssertSubscriber<TurnEvent> events = thread.runStreamed("hello").subscribe().withSubscriber(AssertSubscriber.create(1));
        codex.awaitFile("asked");

        events.cancel();

        codex.awaitNothingLeft();
        codex.script(OPENED, says("Hi!"), COMPLETED);
        assertThat(thread.runAndAwait("hello").finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void allWaitForOneVersionAndEachCanLeave() {
        codex.write("#!/bin/sh\necho asked >> \"$FAKE_CODEX/asked\"\nexec sleep 600\n");
        CodexClientImpl client = codex.client();
        AssertSubscriber<TurnEvent> first = stream(client.startThread());
        codex.awaitFile("asked");
        AssertSubscriber<TurnEvent> second = stream(client.startThread());
        CodexTimeoutException failure = catchThrowableOfType(CodexTimeoutException.class, () -> client
                .startThread(ThreadOptions.builder().timeout(Duration.ofMillis(300)).build()).runAndAwait("hello"));

        assertThat(failure.kind()).isEqualTo(CodexTimeoutException.Kind.TURN);
        second.cancel();
        assertThat(codex.processes()).isNotEmpty();
        assertThat(codex.content("asked")).isEqualTo("asked\n");
        first.cancel();
        codex.awaitNothingLeft();
    }

    private static AssertSubscriber<TurnEvent> stream(CodexThread thread) {
        return thread.runStreamed("hello").subscribe().withSubscriber(AssertSubscriber.create(1));
    }

    @Test
    void isFoundOnThePath() {
        codex.script(OPENED, says("Hi!"), COMPLETED);

        CodexThread thread = codex.thread("path", "codex", "env.PATH",
                "/nowhere:" + codex.path().getParent() + ":" + System.getenv("PATH"));

        assertThat(thread.runAndAwait("hello").finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void isNotOnThePath() {
        assertThat(refusal(codex.thread("path", "codex", "env.PATH", "/nowhere:/neither")))
                .hasMessage("There is no codex in any of the 2 directories of the PATH: " + mend);
    }

    @Test
    void isLookedForAgainWhenItHasGone() throws IOException {
        codex.script(OPENED, says("Hi!"), COMPLETED);
        CodexThread thread = codex.thread();
        thread.runAndAwait("hello");
        Files.delete(codex.path());

        assertThatThrownBy(() -> thread.runAndAwait("hello")).isExactlyInstanceOf(CodexProcessException.class)
                .hasMessageStartingWith("codex could not be started: ").hasCauseInstanceOf(IOException.class)
                .satisfies(e -> assertThat(((CodexProcessException) e).exitCode()).isEmpty());
        codex.version("codex-cli 0.100.0").script(OPENED, COMPLETED);
        assertThat(refusal(thread)).hasMessageContaining("is version 0.100.0");
    }
}
