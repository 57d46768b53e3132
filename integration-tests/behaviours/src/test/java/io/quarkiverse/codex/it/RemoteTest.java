package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexConnectionException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.testing.Step;

@Tag("remote")
class RemoteTest {

    record Answer(String city, int year) {
    }

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void aTurnHasAResult() {
        codex.model().when("hello").reply("Hi!").usage(100, 20);

        TurnResult result = resultOf(codex.remoteClient(codex.server("a").url()).startThread().run("hello"));

        assertThat(result.finalResponse()).isEqualTo("Hi!");
        assertThat(result.usage().inputTokens()).isEqualTo(100);
    }

    @Test
    void aTurnStreamsItsEventsOnWorkers() {
        codex.model().when("hello").then(Step.message("Hello there!").streamed());
        List<String> threads = new ArrayList<>();

        List<TurnEvent> events = eventsOf(codex.remoteClient(codex.server("a").url()).startThread().runStreamed("hello")
                .invoke(event -> threads.add(Thread.currentThread().getName())));

        assertThat(events).hasAtLeastOneElementOfType(AgentMessageDelta.class).last().isInstanceOf(TurnCompleted.class);
        assertThat(threads).noneMatch(name -> name.contains("eventloop"));
    }

    @Test
    void answerIsStructured() {
        codex.model().when("where?").reply("{\"city\":\"Berne\",\"year\":1191}");

        assertThat(resultOf(codex.remoteClient(codex.server("a").url()).startThread().run("where?", Answer.class)))
                .isEqualTo(new Answer("Berne", 1191));
    }

    @Test
    void threadIsResumedByAnotherClientWhereverItIs() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("who am I?").reply("Ada.");
        String urls = codex.server("a").url() + "," + codex.server("b").url();
        CodexClient first = codex.remoteClient(urls);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(resultOf(first.startThread().run("my name is Ada")).threadId());
        }
        codex.close(first);

        CodexClient second = codex.remoteClient(urls);

        for (String id : ids) {
            assertThat(resultOf(second.resumeThread(id).run("who am I?")).threadId()).isEqualTo(id);
        }
        assertThat(codex.model().requestsFor("who am I?"))
                .allSatisfy(request -> assertThat(request.json().path("input").toString()).contains("Hello Ada!"));
    }

    @Test
    void directoriesAreThoseOfTheRemoteMachine() {
        codex.model().when("where?").then(Step.shell("pwd"), Step.message("There."));
        RemoteServer server = codex.server("a");
        CodexClient client = codex.remoteClient(server.url(), "working-directory", null, "skip-git-repo-check", "false");

        TurnResult there = resultOf(client.startThread().run("where?"));
        Throwable missing = failureOf(client.startThread(ThreadOptions.builder().workingDirectory(Path.of("sub")).build())
                .run("where?"));
        Throwable image = failureOf(client.startThread().run(TurnInput.of("where?").image(Path.of("picture.png"))));

        assertThat(Turns.output(there).trim()).isEqualTo(codex.inside("a").toString());
        assertThat(missing).isInstanceOf(CodexConfigurationException.class).hasMessageContaining("absolute");
        assertThat(image).isInstanceOf(CodexConfigurationException.class).hasMessageContaining("picture.png");
    }

    @Test
    void longMessagesPassWithinTheLimitOnly() {
        String text = "x".repeat(3_000_000);
        codex.model().when("write").reply(text);
        RemoteServer server = codex.server("a");

        TurnResult result = resultOf(codex.remoteClient(server.url()).startThread().run("write"));
        Throwable failure = failureOf(codex.remoteClient(server.url(), "app-server.max-message-size", "1M").startThread()
                .run("write"));

        assertThat(result.finalResponse()).isEqualTo(text);
        assertThat(failure).isInstanceOf(CodexProtocolException.class).hasMessageContaining("max-message-size");
    }

    @Test
    void longInputArrives() {
        String text = "begin " + "y".repeat(900_000) + " end";
        codex.model().when(text).reply("Read.");

        assertThat(resultOf(codex.remoteClient(codex.server("a").url()).startThread().run(text)).finalResponse())
                .isEqualTo("Read.");
    }

    @Test
    void wrongTokenIsSaidToBeWrongAndNotShown() {
        String wrong = "another-capability";
        CodexClient client = codex.remoteClient(codex.server("a").url(), "remote.token", wrong);

        Throwable failure = failureOf(client.startThread().run("hello"));

        assertThat(failure).isInstanceOf(CodexConfigurationException.class).hasMessageContaining("401")
                .hasMessageContaining("quarkus.codex.remote.token");
        assertThat(failure).hasStackTraceContaining("401");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(wrong);
        }
    }

    @Test
    void missingTokenIsSaidToBeWrong() {
        CodexClient client = codex.remoteClient(codex.server("a").url(), "remote.token", null);

        assertThat(failureOf(client.startThread().run("hello"))).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("quarkus.codex.remote.token");
    }

    @Test
    void nobodyThereIsSaid() {
        CodexClient client = codex.remoteClient("ws://127.0.0.1:" + RemoteServer.freePort());

        assertThat(failureOf(client.startThread().run("hello")))
                .isInstanceOfSatisfying(CodexConnectionException.class, failure -> assertThat(failure.url())
                        .startsWith("ws://127.0.0.1:"))
                .hasMessageContaining("listen");
    }

    @Test
    void readyIsWhoeverHasAServerThatIs() {
        RemoteServer server = codex.server("a");
        String nobody = "ws://127.0.0.1:" + RemoteServer.freePort();

        assertThat(isReady(nobody)).isFalse();
        assertThat(isReady(nobody + "," + server.url())).isTrue();
        server.kill();
        assertThat(isReady(nobody + "," + server.url())).isFalse();
    }

    private boolean isReady(String urls) {
        return resultOf(((CodexClientImpl) codex.remoteClient(urls)).ready());
    }

    @Test
    void aClientWithAKeyOrAnOpenTokenIsRefused() {
        assertRefused("api-key", Map.of("api-key", "sk-0123456789", "remote.url", "wss://codex.example.com"));
        assertRefused("without TLS", Map.of("remote.token", "capability", "remote.url", "ws://codex.example.com"));
        assertRefused("remote.url is missing", Map.of());
    }

    private void assertRefused(String why, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("transport", "remote");
        assertThatThrownBy(() -> codex.bare(all)).isInstanceOf(CodexConfigurationException.class).hasMessageContaining(why)
                .message().doesNotContain("sk-0123456789").doesNotContain("capability");
    }
}
