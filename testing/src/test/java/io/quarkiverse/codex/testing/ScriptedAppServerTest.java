package io.quarkiverse.codex.testing;

import static io.quarkiverse.codex.testing.Step.message;
import static io.quarkiverse.codex.testing.Step.reasoning;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScriptedAppServerTest {

    private final ScriptedModel model = new ScriptedModel();
    private CodexAppServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CodexAppServer(model);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
        model.close();
    }

    @Test
    void streamsWordByWord() {
        model.when("hello").then(reasoning("Let me see.").streamed(), message("Hello to you.").streamed());

        server.startTurn(server.startThread(), "hello");
        server.awaitEndOfTurn();

        assertThat(server.sent("item/reasoning/summaryTextDelta")).extracting(delta -> delta.path("delta").asText())
                .containsExactly("Let ", "me ", "see.");
        assertThat(server.sent("item/agentMessage/delta")).extracting(delta -> delta.path("delta").asText())
                .containsExactly("Hello ", "to ", "you.");
    }

    @Test
    void callsAToolOfTheHost() {
        model.when("look it up").call("lookup", Map.of("word", "codex")).reply("It is a book.");
        String thread = server.startThread(Map.of("type", "function", "name", "lookup", "description", "Looks up a word",
                "inputSchema", Map.of("type", "object", "properties", Map.of("word", Map.of("type", "string")))));

        server.startTurn(thread, "look it up");
        server.answer(server.await(message -> message.path("method").asText().equals("item/tool/call")), Map.of("success",
                true, "contentItems", List.of(Map.of("type", "inputText", "text", "a bound book"))));
        server.awaitEndOfTurn();

        assertThat(model.requests()).hasSize(2).first()
                .satisfies(request -> assertThat(request.toolNames()).contains("lookup"));
        assertThat(model.requests().get(1).toolOutputs()).singleElement()
                .satisfies(output -> assertThat(output.text()).contains("a bound book"));
    }

    @Test
    void goesOnWhenTheTurnIsSteeredAndNoScriptWaitsForThat() {
        Gate gate = new Gate();
        model.when("walk").hold(gate).shell("echo first").reply("Walked.");
        String thread = server.startThread();

        String turn = server.startTurn(thread, "walk");
        gate.awaitReached(Duration.ofSeconds(30));
        server.steer(thread, turn, "faster");
        gate.open();
        server.awaitEndOfTurn();

        assertThat(model.unmatchedRequests()).isEmpty();
        assertThat(model.requests()).extracting(request -> request.prompt().strip()).containsExactly("walk", "faster");
        assertThat(server.sent("item/completed")).extracting(event -> event.path("item").path("text").asText())
                .contains("Walked.");
    }

    @Test
    void takesUpTheScriptThatWaitsForTheSteeringWords() {
        Gate gate = new Gate();
        model.when("walk").hold(gate).shell("echo first").reply("Walked.");
        model.when("stop").reply("Stopped.");
        String thread = server.startThread();

        String turn = server.startTurn(thread, "walk");
        gate.awaitReached(Duration.ofSeconds(30));
        server.steer(thread, turn, "stop");
        gate.open();
        server.awaitEndOfTurn();

        assertThat(server.sent("item/completed")).extracting(event -> event.path("item").path("text").asText())
                .contains("Stopped.").doesNotContain("Walked.");
    }
}
