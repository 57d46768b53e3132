package io.quarkiverse.codex.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestStreamElementType;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * What codex gives, given on by REST methods as it is.
 */
@QuarkusTest
@WithScriptedModel(clients = "reviewer")
@WithTestResource(ReviewRoot.class)
class EventsOverRestTest {

    ScriptedModel model;

    @Path("/turns")
    public static class Turns {

        private final CodexClient codex;

        Turns(CodexClient codex) {
            this.codex = codex;
        }

        @GET
        @Path("events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @RestStreamElementType(MediaType.APPLICATION_JSON)
        public Multi<TurnEvent> events() {
            return codex.startThread().runStreamed("hello");
        }

        @GET
        @Path("result")
        public Uni<TurnResult> result() {
            return codex.startThread().run("hello");
        }

        @GET
        @Path("results")
        public List<TurnResult> results() {
            return List.of(codex.startThread().runAndAwait("hello"));
        }
    }

    @Test
    void eventsAreTypedJson() {
        model.when("hello").reply("Hi!").usage(70, 7);

        List<SseMessage> events = SseMessage.parse(given().get("/turns/events").then().statusCode(200).extract().asString());

        assertThat(events).extracting(SseMessage::type).startsWith("thread.started").contains("turn.started")
                .endsWith("turn.completed");
        assertThat(events).filteredOn(event -> "agent_message".equals(event.data().getString("item.type")))
                .extracting(event -> event.data().getString("item.text")).contains("Hi!");
    }

    @Test
    void resultIsTypedJson() {
        model.when("hello").reply("Hi!").usage(70, 7);

        given().get("/turns/result").then().statusCode(200)
                .body("status", equalTo("completed"))
                .body("final_response", equalTo("Hi!"))
                .body("items[-1].type", equalTo("agent_message"))
                .body("usage.input_tokens", equalTo(70))
                .body("duration_ms", greaterThan(0))
                .body("retries.size()", equalTo(0));
        given().get("/turns/results").then().statusCode(200).body("[0].final_response", equalTo("Hi!"));
    }
}
