package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexStructuredOutputException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.AgentMessage;

class StructuredOutputTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @RegisterExtension
    final Codex codex = new Codex();

    record Review(String verdict, int score, List<String> remarks) {
    }

    @Test
    void answerIsDecoded() {
        codex.model().when("review").reply("{\"verdict\":\"fine\",\"score\":7,\"remarks\":[\"a\",\"b\"]}");

        Review review = resultOf(codex.client().startThread().run("review", Review.class));

        assertThat(review).isEqualTo(new Review("fine", 7, List.of("a", "b")));
    }

    @Test
    void modelGetsTheSchemaOfTheType() {
        codex.model().when("review").reply("{\"verdict\":\"fine\",\"score\":7,\"remarks\":[]}");

        resultOf(codex.client().startThread().run("review", Review.class));

        assertThat(codex.model().requests()).singleElement().satisfies(request -> {
            JsonNode schema = request.schema().orElseThrow();
            assertThat(schema.path("properties").fieldNames()).toIterable()
                    .containsExactlyInAnyOrder("verdict", "score", "remarks");
            assertThat(schema.path("required")).hasSize(3);
            assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
            assertThat(request.json().path("text").path("format").path("strict").asBoolean()).isTrue();
        });
    }

    @Test
    void everyRequestOfTheTurnHasTheSchemaAndTheNextTurnHasNone() {
        codex.model().when("review").shell("true").reply("{\"verdict\":\"fine\",\"score\":7,\"remarks\":[]}");
        codex.model().when("thanks").reply("Welcome!");
        CodexThread thread = codex.client().startThread();

        resultOf(thread.run("review", Review.class));
        resultOf(thread.run("thanks"));

        assertThat(codex.model().requestsFor("review")).hasSize(2)
                .allSatisfy(request -> assertThat(request.schema()).isPresent());
        assertThat(codex.model().requestsFor("thanks")).singleElement()
                .satisfies(request -> assertThat(request.schema()).isEmpty());
    }

    @Test
    void proseIsNoAnswer() {
        codex.model().when("review").reply("I would rather not.").usage(100, 20);

        assertThat(failureOf(codex.client().startThread().run("review", Review.class)))
                .isInstanceOfSatisfying(CodexStructuredOutputException.class, failure -> {
                    assertThat(failure.rawText()).isEqualTo("I would rather not.");
                    assertThat(failure.violations()).isNotEmpty();
                    assertThat(failure.result().usage().inputTokens()).isEqualTo(100);
                    assertThat(failure.getMessage()).doesNotContain("I would rather not.");
                });
    }

    @Test
    void wrongTypeIsNamedWithItsPlace() {
        codex.model().when("review").reply("{\"verdict\":\"fine\",\"score\":\"high\",\"remarks\":[]}");

        assertThat(failureOf(codex.client().startThread().run("review", Review.class)))
                .isInstanceOfSatisfying(CodexStructuredOutputException.class,
                        failure -> assertThat(failure.violations()).singleElement().asString().startsWith("/score"));
    }

    @Test
    void missingPropertyIsNamed() {
        codex.model().when("review").reply("{\"verdict\":\"fine\",\"score\":1}");

        assertThat(failureOf(codex.client().startThread().run("review", Review.class)))
                .isInstanceOfSatisfying(CodexStructuredOutputException.class,
                        failure -> assertThat(failure.violations()).singleElement().asString().contains("remarks"));
    }

    @Test
    void answerOfAHandWrittenSchemaIsDecodedOnDemand() {
        codex.model().when("review").reply("{\"score\":7}");
        JsonNode schema = json("{\"type\":\"object\",\"properties\":{\"score\":{\"type\":\"integer\"}},"
                + "\"required\":[\"score\"],\"additionalProperties\":false}");

        TurnResult result = resultOf(
                codex.client().startThread().run("review", TurnOptions.builder().outputSchema(schema).build()));

        assertThat(codex.model().requests().get(0).schema()).contains(schema);
        assertThat(result.as(Score.class)).isEqualTo(new Score(7));
    }

    record Score(int score) {
    }

    @Test
    void answerOfATurnThatIsLookedAtIsDecodedToo() {
        codex.model().when("review").reply("{\"score\":7}");
        CodexTurn turn = resultOf(codex.client().startThread().start(TurnInput.of("review"),
                TurnOptions.builder().outputType(Score.class).build()));

        List<TurnEvent> events = eventsOf(turn.events());

        assertThat(Turns.items(events, AgentMessage.class)).singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("{\"score\":7}"));
        assertThat(resultOf(turn.result()).as(Score.class)).isEqualTo(new Score(7));
        assertThat(codex.model().requests()).singleElement().satisfies(request -> assertThat(
                request.schema().orElseThrow().at("/properties/score/type").asText()).isEqualTo("integer"));
    }

    @Test
    void resultThatDoesNotFitFailsOnDemand() {
        codex.model().when("review").reply("seven");

        TurnResult result = resultOf(codex.client().startThread().run("review"));

        assertThatThrownBy(() -> result.as(Score.class)).isInstanceOf(CodexStructuredOutputException.class);
        assertThat(result.finalResponse()).isEqualTo("seven");
    }

    @Test
    void schemaThatIsNotStrictFailsBeforeTheStart() {
        JsonNode schema = json("{\"type\":\"object\",\"properties\":{\"score\":{\"type\":\"integer\"}}}");

        assertThat(failureOf(
                codex.client().startThread().run("review", TurnOptions.builder().outputSchema(schema).build())))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("additionalProperties");
        assertThat(codex.home()).isEmptyDirectory();
    }

    @Test
    void typeWithoutASchemaFailsBeforeTheStart() {
        assertThat(failureOf(codex.client().startThread().run("review", Thread.class)))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("java.lang.Thread");
        assertThat(codex.home()).isEmptyDirectory();
    }

    @Test
    void typeAndSchemaTogetherAreRefused() {
        TurnOptions options = TurnOptions.builder().outputSchema(json("{}")).build();

        assertThat(failureOf(codex.client().startThread().run(TurnInput.of("x"), Score.class, options)))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("not both");
    }

    @Test
    void twoTypesAreRefused() {
        TurnOptions options = TurnOptions.builder().outputType(Review.class).build();

        assertThat(failureOf(codex.client().startThread().run(TurnInput.of("x"), Score.class, options)))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining(Review.class.getName());
        assertThat(failureOf(codex.client().startThread().run("x",
                TurnOptions.builder().outputType(Score.class).outputSchema(json("{}")).build())))
                .isInstanceOf(CodexConfigurationException.class);
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
