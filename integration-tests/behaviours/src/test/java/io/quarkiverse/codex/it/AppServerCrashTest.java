package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.Gate;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

@Tag("app-server")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Kills the process by a signal")
class AppServerCrashTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final String lifetime = Processes.newLifetime();

    @Test
    void threadGoesOnAfterItsProcessWasKilledBetweenTurns() {
        codex.model().when("one").reply("1").usage(100, 20);
        codex.model().when("two").reply("2").usage(50, 5);
        CodexThread thread = codex.client().startThread();
        String id = resultOf(thread.run("one")).threadId();

        kill();

        assertThat(resultOf(thread.run("two"))).satisfies(second -> {
            assertThat(second.threadId()).isEqualTo(id);
            assertThat(second.threadUsage().inputTokens()).isEqualTo(150);
        });
    }

    @Test
    void everyTurnThatRunsHearsOfTheEndOfItsProcess() {
        Gate gate = new Gate();
        codex.model().when("go").hold(gate).reply("Done.");
        codex.model().when("next").reply("Here.");
        CodexClient client = codex.client();
        List<CodexThread> threads = new ArrayList<>();
        List<AssertSubscriber<TurnEvent>> turns = new ArrayList<>();
        for (int turn = 0; turn < 50; turn++) {
            threads.add(client.startThread());
            turns.add(subscribe(threads.get(turn).runStreamed("go"), Long.MAX_VALUE));
        }
        gate.awaitReached(50, Turns.PATIENCE);

        kill();

        turns.forEach(turn -> assertThat(turn.awaitFailure(Turns.PATIENCE).getFailure())
                .isInstanceOfSatisfying(CodexProcessException.class, failure -> assertThat(failure.exitCode()).hasValue(137)));
        gate.open();
        assertThat(resultOf(threads.get(7).run("next")).finalResponse()).isEqualTo("Here.");
        assertThat(resultOf(threads.get(49).run("next")).finalResponse()).isEqualTo("Here.");
        assertThat(Processes.appServers(codex.home())).hasSize(1);
    }

    @Test
    void commandsDoNotOutliveTheirKilledProcess() {
        codex.model().when("go").then(Turns.endlessCommand(lifetime));
        AssertSubscriber<TurnEvent> turn = subscribe(codex.client().startThread().runStreamed("go"), Long.MAX_VALUE);
        Processes.awaitSome(lifetime);

        kill();

        turn.awaitFailure(Turns.PATIENCE);
        Processes.awaitNone(lifetime);
    }

    @Test
    void processThatDiesDuringTheHandshakeFailsItsTurnsAndIsStartedAgain() {
        FakeAppServer fake = new FakeAppServer(codex).onHandshake("""
                if [ $(wc -l < "$HERE/starts") -lt 3 ]; then echo 'no luck today' >&2; kill -9 $$; fi
                """ + FakeAppServer.answer("{}"));
        CodexThread thread = codex.client("path", fake.path()).startThread();

        for (int turn = 0; turn < 2; turn++) {
            assertThat(failureOf(thread.run("go"))).isInstanceOf(CodexProcessException.class)
                    .hasMessageContaining("no luck today");
        }

        assertThat(resultOf(thread.run("go")).threadId()).isEqualTo(FakeAppServer.THREAD);
    }

    /** The real one, which hears nothing of its first life's requests and so cannot have answered when it is killed. */
    @Test
    void realProcessThatIsKilledDuringTheHandshakeFailsItsTurnAndIsStartedAgain() throws IOException {
        codex.model().when("go").reply("Done.");
        CodexThread thread = codex.client("path", deafAtFirst()).startThread();
        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("go"), Long.MAX_VALUE);
        await().atMost(Turns.PATIENCE).until(() -> Processes.appServers(codex.home()).size() == 1);
        turn.assertNotTerminated();

        kill();

        assertThat(turn.awaitFailure(Turns.PATIENCE).getFailure()).isInstanceOfSatisfying(CodexProcessException.class,
                failure -> assertThat(failure.exitCode()).hasValue(137));
        assertThat(codex.model().requests()).isEmpty();
        assertThat(resultOf(thread.run("go")).finalResponse()).isEqualTo("Done.");
        assertThat(Processes.appServers(codex.home())).hasSize(1);
    }

    private String deafAtFirst() throws IOException {
        Path launcher = codex.inside("launcher").resolve("codex");
        Files.writeString(launcher, """
                #!/bin/sh
                if [ "$1" = app-server ] && mkfifo "${0%%/*}/nothing" 2> /dev/null; then
                    exec '%1$s' "$@" <> "${0%%/*}/nothing"
                fi
                exec '%1$s' "$@"
                """.formatted(CodexBinary.findOrInstall().path()));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        return launcher.toString();
    }

    @Test
    void processThatEndsInTheMiddleOfATurnFailsIt() {
        FakeAppServer fake = new FakeAppServer(codex).onTurn("echo 'out of ink' >&2; exit 3\n");

        assertThat(failureOf(codex.client("path", fake.path()).startThread().run("go")))
                .isInstanceOfSatisfying(CodexProcessException.class, failure -> {
                    assertThat(failure.exitCode()).hasValue(3);
                    assertThat(failure).hasMessageContaining("out of ink");
                });
    }

    @Test
    void requestThatIsNeverAnsweredEndsItsTurn() {
        FakeAppServer fake = new FakeAppServer(codex).onTurn(":\n");

        Throwable failure = failureOf(codex.client("path", fake.path(), "app-server.request-timeout", "0.3S").startThread()
                .run("go"));

        assertThat(failure).isInstanceOfSatisfying(CodexTimeoutException.class,
                timeout -> assertThat(timeout.kind()).isEqualTo(CodexTimeoutException.Kind.REQUEST))
                .hasMessageContaining("turn/start").hasMessageContaining("app-server.request-timeout");
    }

    @Test
    void handshakeThatIsNeverAnsweredEndsItsProcess() throws IOException {
        FakeAppServer fake = new FakeAppServer(codex).onHandshake("exec sleep " + lifetime + "\n");
        CodexThread thread = codex.client("path", fake.path(), "app-server.request-timeout", "0.3S", "timeouts.shutdown",
                "0.3S").startThread();

        assertThat(failureOf(thread.run("go"))).isInstanceOf(CodexTimeoutException.class).hasMessageContaining("initialize");

        Processes.awaitNone(lifetime);
        assertThat(Files.readAllLines(fake.file("starts"))).hasSize(1);
    }

    @Test
    void limitOfTheTurnCountsWhileCodexIsStarted() {
        FakeAppServer fake = new FakeAppServer(codex).onHandshake("exec sleep " + lifetime + "\n");

        assertThat(failureOf(codex.client("path", fake.path(), "timeouts.shutdown", "0.3S").startThread().run("go",
                TurnOptions.builder().timeout(Duration.ofMillis(500)).build())))
                .isInstanceOfSatisfying(CodexTimeoutException.class,
                        timeout -> assertThat(timeout.kind()).isEqualTo(CodexTimeoutException.Kind.TURN));
    }

    @Test
    void clientClosesWhileItsProcessIsBeingStarted() {
        FakeAppServer fake = new FakeAppServer(codex).onHandshake("exec sleep " + lifetime + "\n");
        CodexClient client = codex.client("path", fake.path(), "timeouts.shutdown", "0.3S");
        AssertSubscriber<TurnEvent> turn = subscribe(client.startThread().runStreamed("go"), Long.MAX_VALUE);
        Processes.awaitSome(lifetime);

        codex.close(client);

        turn.awaitFailure(Turns.PATIENCE).assertFailedWith(CodexException.class, "stopping");
        assertThat(Processes.mentioning(lifetime)).isEmpty();
    }

    @Test
    void clientClosesWhileARestartIsPutOff() {
        FakeAppServer fake = new FakeAppServer(codex).onHandshake("exit 1\n");
        CodexClient client = codex.client("path", fake.path(), "app-server.restart-delay", "1H",
                "app-server.max-restart-delay", "1H");
        failureOf(client.startThread().run("go"));
        AssertSubscriber<TurnEvent> turn = subscribe(client.startThread().runStreamed("go"), Long.MAX_VALUE);

        codex.close(client);

        turn.awaitFailure(Turns.PATIENCE).assertFailedWith(CodexException.class, "stopping");
    }

    @Test
    void overloadedCodexIsAskedAgain() {
        FakeAppServer fake = new FakeAppServer(codex).onTurn("""
                echo turn >> "$HERE/turns"
                if [ $(wc -l < "$HERE/turns") -lt 3 ]; then
                """ + FakeAppServer.error(-32001, "Server overloaded; retry later.") + "else\n"
                + FakeAppServer.answer("{\"turn\":{\"id\":\"turn-1\"}}")
                + FakeAppServer.say(FakeAppServer.COMPLETED)
                + "fi\n");

        assertThat(resultOf(codex.client("path", fake.path()).startThread().run("go")).threadId())
                .isEqualTo(FakeAppServer.THREAD);
    }

    @Test
    void codexThatStaysOverloadedFailsTheTurn() {
        FakeAppServer fake = new FakeAppServer(codex).onTurn(FakeAppServer.error(-32001, "Server overloaded; retry later."));

        assertThat(failureOf(codex.client("path", fake.path()).startThread().run("go")))
                .isInstanceOf(CodexOverloadedException.class);
    }

    @Test
    void linesThatAreNoMessagesAreNoHarm() {
        FakeAppServer fake = new FakeAppServer(codex).onThread(FakeAppServer.say("Hello?") + FakeAppServer.say("{}")
                + FakeAppServer.answer("{\"thread\":{\"id\":\"" + FakeAppServer.THREAD + "\"}}"));

        assertThat(resultOf(codex.client("path", fake.path()).startThread().run("go")).threadId())
                .isEqualTo(FakeAppServer.THREAD);
    }

    /** As the system does when it has no memory left. */
    private void kill() {
        List<ProcessHandle> servers = Processes.appServers(codex.home());
        assertThat(servers).hasSize(1);
        servers.forEach(ProcessHandle::destroyForcibly);
        await().atMost(Turns.PATIENCE).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
    }
}
