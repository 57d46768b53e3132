package io.quarkiverse.codex.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/**
 * An application that has nothing but an injected client.
 */
@QuarkusTest
@WithScriptedModel(clients = "reviewer")
@WithTestResource(ReviewRoot.class)
class InjectedClientTest {

    ScriptedModel model;

    @Inject
    CodexClient codex;

    @Inject
    @CodexClientName("reviewer")
    CodexClient reviewer;

    @Inject
    ObjectMapper mapper;

    @Test
    void runsBlocking() {
        model.when("hello").reply("Hi!").usage(70, 7);

        TurnResult result = codex.startThread().runAndAwait("hello");

        assertThat(result.finalResponse()).isEqualTo("Hi!");
        assertThat(result.status()).isEqualTo(TurnStatus.COMPLETED);
        assertThat(result.usage().totalTokens()).isEqualTo(77);
        assertThat(result.duration()).isPositive();
    }

    @Test
    void resumesById() {
        model.when("one").reply("1");
        model.when("two").reply("2");
        String id = codex.startThread().run("one").await().indefinitely().threadId();

        CodexThread again = codex.resumeThread(id);

        assertThat(again.id()).contains(id);
        assertThat(again.run(TurnInput.text("two")).await().indefinitely().threadId()).isEqualTo(id);
    }

    @Test
    void streams() {
        model.when("count").shell("echo one two").reply("2");

        List<TurnEvent> events = codex.startThread().runStreamed("count").collect().asList().await().indefinitely();

        assertThat(events).filteredOn(event -> event instanceof ItemCompleted completed
                && completed.item() instanceof CommandExecution command && command.aggregatedOutput().contains("one two"))
                .hasSize(1);
    }

    record Finding(String file, int line, String what) {
    }

    @Test
    void decodesStructuredOutput() {
        model.when("find").reply("{\"file\":\"A.java\",\"line\":3,\"what\":\"unused\"}");

        Finding finding = codex.startThread().run("find", Finding.class).await().indefinitely();

        assertThat(finding).isEqualTo(new Finding("A.java", 3, "unused"));
    }

    @Test
    void hasAHandleOnATurn() {
        model.when("think").stall();
        CodexTurn turn = codex.startThread().start(TurnInput.of("think")).await().indefinitely();

        List<TurnEvent> events = turn.events()
                .onItem().call(event -> event instanceof TurnStarted ? turn.interrupt() : Uni.createFrom().voidItem())
                .collect().asList().await().indefinitely();

        assertThat(events.get(events.size() - 1).type()).isEqualTo("turn.completed");
        assertThat(turn.result().await().indefinitely().status()).isEqualTo(TurnStatus.INTERRUPTED);
    }

    @Test
    void namedClientsAreClientsOfTheirOwn() {
        model.when("review").reply("Fine.");

        assertThat(reviewer.name()).isEqualTo("reviewer");
        assertThat(reviewer.startThread().runAndAwait("review").finalResponse()).isEqualTo("Fine.");
        assertThat(model.requestsFor("review")).hasSize(1)
                .allSatisfy(request -> assertThat(request.json().at("/reasoning/effort").asText()).isEqualTo("high"));
    }

    @Test
    void talksToAnAppServer() {
        assertThat(codex.info().await().indefinitely().transport()).isEqualTo("app-server");
    }

    @Test
    void eventsAreJsonForTheApplicationsMapper() throws JsonProcessingException {
        model.when("hello").reply("Hi!");

        List<TurnEvent> events = codex.startThread().runStreamed("hello").collect().asList().await().indefinitely();

        for (TurnEvent event : events) {
            String json = mapper.writeValueAsString(event);
            assertThat(mapper.readValue(json, TurnEvent.class)).isEqualTo(event);
        }
    }
}
