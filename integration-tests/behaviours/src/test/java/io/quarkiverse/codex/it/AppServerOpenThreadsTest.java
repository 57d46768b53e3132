package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.Prompt;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Which threads stay open in codex, and what becomes of those that do not. */
@Tag("app-server")
class AppServerOpenThreadsTest {

    private static final ThreadOptions EPHEMERAL = ThreadOptions.builder().ephemeral(true).build();

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void hundredsOfThreadsLeaveFewOpenAndAllGoOn() {
        codex.model().when("one").reply("1");
        codex.model().when("two").reply("2");
        CodexClient client = codex.client("app-server.max-open-threads", "3");
        List<CodexThread> threads = new ArrayList<>();
        for (int i = 0; i < 210; i++) {
            threads.add(client.startThread());
            resultOf(threads.get(i).run("one"));
        }

        awaitOpen(client, 3);

        for (CodexThread thread : threads.subList(0, 30)) {
            assertThat(resultOf(thread.run("two")).threadId()).isEqualTo(thread.id().orElseThrow());
            assertThat(codex.model().requests().get(codex.model().requests().size() - 1).json().toString())
                    .contains("one").contains("two");
        }
        awaitOpen(client, 3);
        assertThat(Processes.appServers(codex.home())).hasSize(1);
    }

    @Test
    void turnsThatFollowEachOtherWhileTheirThreadsAreClosedAllRun() {
        codex.model().when(Prompt.any()).reply("Done.");
        CodexClient client = codex.client("app-server.max-open-threads", "1");
        List<CodexThread> threads = IntStream.range(0, 8).mapToObj(i -> client.startThread()).toList();

        List<TurnResult> last = Uni.join().all(threads.stream().map(thread -> {
            Uni<TurnResult> turns = thread.run("go 0");
            for (int turn = 1; turn < 25; turn++) {
                int number = turn;
                turns = turns.chain(() -> thread.run("go " + number));
            }
            return turns;
        }).toList()).andFailFast().await().atMost(Turns.PATIENCE);

        assertThat(last).extracting(TurnResult::finalResponse).containsOnly("Done.");
        assertThat(last).extracting(TurnResult::threadId)
                .containsExactlyElementsOf(threads.stream().map(thread -> thread.id().orElseThrow()).toList());
        awaitOpen(client, 1);
    }

    @Test
    void turnAlwaysHasItsOwnOptionsHoweverItsThreadIsClosed() {
        codex.model().when(Prompt.any()).reply("Done.");
        CodexThread thread = codex.client().startThread();

        for (int turn = 0; turn < 40; turn++) {
            String model = turn % 2 == 0 ? "gpt-5.5" : "gpt-5.4";
            resultOf(thread.run("go", TurnOptions.builder().model(model).build()));
        }

        assertThat(codex.model().requests()).hasSize(40);
        for (int turn = 0; turn < 40; turn++) {
            assertThat(codex.model().requests().get(turn).model())
                    .isEqualTo(turn % 2 == 0 ? "gpt-5.5" : "gpt-5.4");
        }
    }

    @Test
    void threadsWithARunningTurnAreNotClosed() {
        Gate gate = new Gate();
        codex.model().when("wait").hold(gate).reply("Waited.");
        codex.model().when("go").reply("Done.");
        CodexClient client = codex.client("app-server.max-open-threads", "1");
        List<AssertSubscriber<TurnEvent>> turns = IntStream.range(0, 5)
                .mapToObj(i -> Turns.subscribe(client.startThread().runStreamed("wait"), Long.MAX_VALUE)).toList();
        gate.awaitReached(5, Turns.PATIENCE);
        for (int i = 0; i < 5; i++) {
            resultOf(client.startThread().run("go"));
        }

        awaitOpen(client, 6);
        gate.open();

        turns.forEach(turn -> turn.awaitCompletion(Turns.PATIENCE));
        awaitOpen(client, 1);
    }

    @Test
    void closedThreadCanBeResumedByAnotherProcess() {
        codex.model().when("one").reply("1");
        codex.model().when("two").reply("2");
        CodexClient client = codex.client("app-server.max-open-threads", "1");
        String id = resultOf(client.startThread().run("one")).threadId();
        resultOf(client.startThread().run("one"));
        awaitOpen(client, 1);

        assertThat(resultOf(codex.client().resumeThread(id).run("two")).finalResponse()).isEqualTo("2");
    }

    @Test
    void threadsOfAProcessStayThereWhenTheyAreClosed() {
        codex.model().when(Prompt.any()).reply("Done.");
        CodexClient client = codex.client("app-server.max-open-threads", "1", "app-server.processes", "2");
        List<CodexThread> threads = IntStream.range(0, 8).mapToObj(i -> client.startThread()).toList();

        for (int round = 0; round < 5; round++) {
            threads.forEach(thread -> resultOf(thread.run("go")));
        }

        assertThat(threads).extracting(CodexThread::id).doesNotHaveDuplicates();
    }

    @Test
    void ephemeralThreadsOutliveThoseThatCanBeResumed() {
        codex.model().when("one").reply("1");
        codex.model().when("two").reply("2");
        CodexClient client = codex.client("app-server.max-open-threads", "1");
        CodexThread conversation = client.startThread(EPHEMERAL);
        resultOf(conversation.run("one"));
        for (int i = 0; i < 4; i++) {
            resultOf(client.startThread().run("one"));
        }
        awaitOpen(client, 2);

        assertThat(resultOf(conversation.run("two")).finalResponse()).isEqualTo("2");
    }

    @Test
    void ephemeralThreadThatHadToMakeRoomSaysSo() {
        codex.model().when(Prompt.any()).reply("Done.");
        CodexClient client = codex.client("app-server.max-ephemeral-threads", "2");
        CodexThread conversation = client.startThread(EPHEMERAL);
        resultOf(conversation.run("one"));
        for (int i = 0; i < 2; i++) {
            resultOf(client.startThread(EPHEMERAL).run("one"));
        }
        awaitOpen(client, 2);

        assertThat(failureOf(conversation.run("two"))).isInstanceOf(CodexThreadNotFoundException.class)
                .hasMessageContaining("ephemeral").hasMessageContaining("app-server.max-ephemeral-threads");
    }

    @Test
    void ephemeralThreadRefusesOtherOptionsAndGoesOnWithItsOwn() {
        codex.model().when(Prompt.any()).reply("Done.");
        CodexThread conversation = codex.client().startThread(EPHEMERAL);
        resultOf(conversation.run("one"));

        assertThat(failureOf(conversation.run("two", TurnOptions.builder().model("gpt-5.4").build())))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("other options");

        resultOf(conversation.run("three"));
        assertThat(codex.model().requests().get(codex.model().requests().size() - 1).json().toString()).contains("one")
                .contains("three");
    }

    @Test
    void threadOfATurnThatFailedIsClosedLikeAnyOther() {
        codex.model().when("fail").fail(400);
        codex.model().when("go").reply("Done.");
        CodexClient client = codex.client("app-server.max-open-threads", "1");
        for (int i = 0; i < 3; i++) {
            assertThat(failureOf(client.startThread().run("fail"))).isInstanceOf(CodexTurnFailedException.class);
        }
        resultOf(client.startThread().run("go"));

        awaitOpen(client, 1);
    }

    /** codex takes a moment to close a thread. */
    private static void awaitOpen(CodexClient client, int count) {
        await().atMost(Turns.PATIENCE)
                .until(() -> resultOf(client.rpc().request("thread/loaded/list", Map.of())).path("data").size() == count);
    }
}
