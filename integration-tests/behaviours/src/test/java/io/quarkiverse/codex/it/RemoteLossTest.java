package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.PATIENCE;
import static io.quarkiverse.codex.it.Turns.endlessCommand;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConnectionException;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.testing.Gate;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Connections are lost and made again. */
@Tag("remote")
class RemoteLossTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final String lifetime = Processes.newLifetime();
    private final List<Line> lines = new ArrayList<>();

    @AfterEach
    void closeLines() {
        lines.forEach(Line::close);
    }

    private Line lineTo(RemoteServer server) {
        Line line = new Line(codex.vertx(), server.port());
        lines.add(line);
        return line;
    }

    @Test
    void oneOfTwoServersIsKilledWhileTurnsRun() {
        Gate gate = new Gate();
        codex.model().when("work").hold(gate).reply("Done.");
        codex.model().when("again").reply("Once more.");
        RemoteServer one = codex.server("one");
        RemoteServer other = codex.server("other");
        CodexClient client = codex.remoteClient(one.url() + "," + other.url());
        List<CodexThread> threads = new ArrayList<>();
        List<AssertSubscriber<TurnEvent>> turns = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            threads.add(client.startThread());
            turns.add(subscribe(threads.get(i).runStreamed("work"), Long.MAX_VALUE));
        }
        gate.awaitReached(6, PATIENCE);

        one.kill();

        await().atMost(PATIENCE).until(() -> turns.stream().filter(turn -> turn.getFailure() != null).count() == 3);
        gate.open();
        List<CodexThread> lost = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            if (turns.get(i).getFailure() != null) {
                turns.get(i).assertFailedWith(CodexConnectionException.class, one.url());
                lost.add(threads.get(i));
            } else {
                turns.get(i).awaitCompletion(PATIENCE);
                assertThat(resultOf(threads.get(i).run("again")).finalResponse()).isEqualTo("Once more.");
            }
        }
        for (int i = 0; i < 4; i++) {
            assertThat(resultOf(client.startThread().run("again")).finalResponse()).isEqualTo("Once more.");
        }
        assertThat(failureOf(lost.get(0).run("again"))).isInstanceOf(CodexConnectionException.class);

        codex.server("one", one.port());

        for (CodexThread thread : lost) {
            assertThat(resultOf(thread.run("again")).finalResponse()).isEqualTo("Once more.");
        }
    }

    @Test
    void anyServerThatIsThereAnswersWhatConcernsNoThread() {
        RemoteServer one = codex.server("one");
        RemoteServer other = codex.server("other");
        CodexClient client = codex.remoteClient(one.url() + "," + other.url());

        one.kill();

        assertThat(resultOf(client.models().list())).isNotEmpty();
        assertThat(resultOf(client.info()).codexHome()).isEqualTo(codex.inside("other").toString());
        assertThat(failureOf(client.config().write("model", "x", null))).isInstanceOf(CodexConnectionException.class);
    }

    @Test
    void nextTurnConnectsAgainAndGoesOnInItsThread() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("work").then(endlessCommand(lifetime)).reply("Too late.");
        codex.model().when("who am I?").reply("Ada.");
        Line line = lineTo(codex.server("a"));
        CodexThread thread = codex.remoteClient(line.url()).startThread();
        String id = resultOf(thread.run("my name is Ada")).threadId();
        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("work"), Long.MAX_VALUE);
        Processes.awaitSome(lifetime);

        line.cut();

        turn.awaitFailure(PATIENCE).assertFailedWith(CodexConnectionException.class, "lost");
        assertThat(resultOf(thread.run("who am I?")).threadId()).isEqualTo(id);
        assertThat(codex.model().requestsFor("who am I?")).hasSize(1)
                .allSatisfy(request -> assertThat(request.json().path("input").toString()).contains("Hello Ada!"));
        Processes.awaitNone(lifetime);
    }

    @Test
    void turnThatTheServerMayHaveBegunIsNotTriedAgain() {
        codex.model().when("hello").reply("Hi!");
        codex.model().when("work").stall();
        Line line = lineTo(codex.server("a"));
        CodexThread thread = codex.remoteClient(line.url(), "retry.max-retries", "2", "retry.delay", "10MS", "sandbox-mode",
                "workspace-write").startThread();
        resultOf(thread.run("hello"));
        line.goDeadBefore("turn/started");
        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("work"), Long.MAX_VALUE);
        codex.model().awaitStalled("work", PATIENCE);

        line.cut();

        turn.awaitFailure(PATIENCE).assertFailedWith(CodexConnectionException.class, "lost");
        assertThat(turn.getItems()).noneMatch(TurnRetrying.class::isInstance);
        assertThat(codex.model().requestsFor("work")).hasSize(1);
    }

    @Test
    void turnThatCodexHadNoTimeToNameIsEnded() {
        codex.model().when("hello").reply("Hi!");
        codex.model().when("work").then(endlessCommand(lifetime)).reply("Too late.");
        Line line = lineTo(codex.server("a"));
        CodexThread thread = codex.remoteClient(line.url()).startThread();
        resultOf(thread.run("hello"));
        line.goDeadBefore("inProgress");
        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("work"), Long.MAX_VALUE);
        Processes.awaitSome(lifetime);

        line.goDeadBefore(null);
        line.cut();
        line.revive();

        turn.awaitFailure(PATIENCE).assertFailedWith(CodexConnectionException.class, "lost");
        Processes.awaitNone(lifetime);
        assertThat(resultOf(thread.run("hello")).finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void serverMayComeUpLater() {
        codex.model().when("hello").reply("Hi!");
        int port = RemoteServer.freePort();
        CodexThread thread = codex.remoteClient("ws://127.0.0.1:" + port).startThread();
        assertThat(failureOf(thread.run("hello"))).isInstanceOf(CodexConnectionException.class);
        assertThat(failureOf(thread.run("hello"))).isInstanceOf(CodexConnectionException.class);

        codex.server("a", port);

        assertThat(resultOf(thread.run("hello")).finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void connectionThatGoesDeadIsGivenUp() {
        codex.model().when("think").stall();
        codex.model().when("hello").reply("Hi!");
        Line line = lineTo(codex.server("a"));
        CodexClient client = codex.remoteClient(line.url(), "remote.ping-interval", "3S");
        AssertSubscriber<TurnEvent> turn = subscribe(client.startThread().runStreamed("think"), Long.MAX_VALUE);
        codex.model().awaitStalled("think", PATIENCE);

        line.goDead();

        turn.awaitFailure(PATIENCE).assertFailedWith(CodexConnectionException.class, "sign of life");
        line.revive();
        assertThat(resultOf(client.startThread().run("hello")).finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void codexThatDoesNotAnswerIsGivenUpInTime() {
        Line line = lineTo(codex.server("a"));
        line.goDead();
        CodexClient client = codex.remoteClient(line.url(), "remote.connect-timeout", "300MS");

        assertThat(failureOf(client.startThread().run("hello"))).isInstanceOf(CodexConnectionException.class)
                .hasMessageContaining("connect-timeout");
        await().atMost(PATIENCE).until(() -> line.connections() == 0);
    }

    @Test
    void closeLeavesNoConnectionThreadOrCommand() {
        codex.model().when("hello").reply("Hi!");
        codex.model().when("work").then(endlessCommand(lifetime));
        Line line = lineTo(codex.server("a"));
        CodexClient client = codex.named("closed", "transport", "remote", "remote.url", line.url(), "remote.token",
                RemoteServer.TOKEN);
        resultOf(client.startThread().run("hello"));
        AssertSubscriber<TurnEvent> turn = subscribe(client.startThread().runStreamed("work"), Long.MAX_VALUE);
        Processes.awaitSome(lifetime);
        assertThat(line.connections()).isEqualTo(1);

        codex.close(client);

        turn.awaitFailure(PATIENCE).assertFailedWith(CodexException.class, "stopping");
        await().atMost(PATIENCE).until(() -> line.connections() == 0);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(threadsOf("closed")).isEmpty());
        Processes.awaitNone(lifetime);
    }

    private static List<String> threadsOf(String client) {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("codex-" + client)).toList();
    }

    @Test
    void cancelledTurnIsInterrupted() {
        codex.model().when("work").then(endlessCommand(lifetime));
        CodexClient client = codex.remoteClient(codex.server("a").url());
        AssertSubscriber<TurnEvent> turn = subscribe(client.startThread().runStreamed("work"), Long.MAX_VALUE);
        Processes.awaitSome(lifetime);

        turn.cancel();

        Processes.awaitNone(lifetime);
    }
}
