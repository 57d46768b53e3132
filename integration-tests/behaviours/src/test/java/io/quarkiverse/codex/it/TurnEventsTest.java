package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.items;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.Reasoning;
import io.quarkiverse.codex.item.WebSearch;
import io.quarkiverse.codex.testing.Step;

class TurnEventsTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void eventsComeInOrderWithOneEnd() {
        codex.model().when("look").shell("echo seen").reply("Done.");
        CodexThread thread = codex.client().startThread();

        List<TurnEvent> events = eventsOf(thread.runStreamed("look"));

        assertThat(Turns.essentials(events)).satisfiesExactly(
                event -> assertThat(event).isInstanceOfSatisfying(ThreadStarted.class,
                        started -> assertThat(thread.id()).contains(started.threadId())),
                event -> assertThat(event).isInstanceOf(TurnStarted.class),
                event -> assertThat(event).isInstanceOfSatisfying(ItemStarted.class,
                        started -> assertThat(started.item()).isInstanceOf(CommandExecution.class)),
                event -> assertThat(event).isInstanceOfSatisfying(ItemCompleted.class,
                        completed -> assertThat(completed.item()).isInstanceOf(CommandExecution.class)),
                event -> assertThat(event).isInstanceOfSatisfying(ItemCompleted.class,
                        completed -> assertThat(completed.item()).isInstanceOf(AgentMessage.class)),
                event -> assertThat(event).isInstanceOfSatisfying(TurnCompleted.class,
                        completed -> assertThat(completed.status()).isEqualTo(TurnStatus.COMPLETED)));
    }

    @Test
    void commandTellsItsLifeFromStartToExitCode() {
        codex.model().when("look").shell("echo seen; exit 3").reply("Done.");

        List<TurnEvent> events = eventsOf(codex.client().startThread().runStreamed("look"));

        CommandExecution started = Turns.essentials(events).stream().filter(ItemStarted.class::isInstance)
                .map(event -> (CommandExecution) ((ItemStarted) event).item()).findFirst().orElseThrow();
        assertThat(started.status()).isEqualTo(ItemStatus.IN_PROGRESS);
        assertThat(started.exitCode()).isNull();
        assertThat(items(events, CommandExecution.class)).singleElement().satisfies(completed -> {
            assertThat(completed.id()).isEqualTo(started.id());
            assertThat(completed.command()).contains("echo seen");
            assertThat(completed.aggregatedOutput()).isEqualTo("seen\n");
            assertThat(completed.exitCode()).isEqualTo(3);
            assertThat(completed.status()).isEqualTo(ItemStatus.FAILED);
        });
    }

    @Test
    void resultHoldsTheCompletedItemsInOrder() {
        codex.model().when("think").reason("Let me see.").reply("First.").shell("echo seen").reply("Last.");

        TurnResult result = resultOf(codex.client().startThread().run("think"));

        assertThat(result.items()).hasSize(4).satisfiesExactly(
                item -> assertThat(item).isInstanceOfSatisfying(Reasoning.class,
                        reasoning -> assertThat(reasoning.text()).isEqualTo("Let me see.")),
                item -> assertThat(item).isInstanceOfSatisfying(AgentMessage.class,
                        message -> assertThat(message.text()).isEqualTo("First.")),
                item -> assertThat(item).isInstanceOf(CommandExecution.class),
                item -> assertThat(item).isInstanceOf(AgentMessage.class));
        assertThat(result.finalResponse()).isEqualTo("Last.");
        assertThat(result.status()).isEqualTo(TurnStatus.COMPLETED);
        assertThat(result.duration()).isPositive().isLessThan(Turns.PATIENCE.plus(Duration.ofMinutes(1)));
    }

    @Test
    void webSearchIsAnItem() {
        ObjectNode call = JsonNodeFactory.instance.objectNode().put("type", "web_search_call").put("id", "ws_1")
                .put("status", "completed");
        call.putObject("action").put("type", "search").put("query", "weather in Bern");
        codex.model().when("search").then(new Step.RawItem(call)).reply("Sunny.");

        TurnResult result = resultOf(codex.client().startThread().run("search"));

        assertThat(items(result, WebSearch.class)).singleElement()
                .satisfies(search -> assertThat(search.query()).isEqualTo("weather in Bern"));
    }

    @Test
    void unknownToolIsTheModelsProblem() {
        codex.model().when("call").call("no_such_tool", Map.of("a", 1)).reply("I see.");

        TurnResult result = resultOf(codex.client().startThread().run("call"));

        assertThat(result.finalResponse()).isEqualTo("I see.");
        assertThat(codex.model().requests().get(1).toolOutputs()).singleElement()
                .satisfies(output -> assertThat(output.text()).contains("no_such_tool"));
    }

    @Test
    void turnWithoutAMessageHasAnEmptyResponse() {
        codex.model().when("work").shell("true");

        TurnResult result = resultOf(codex.client().startThread().run("work"));

        assertThat(result.finalResponse()).isEmpty();
        assertThat(items(result, CommandExecution.class)).hasSize(1);
    }

    @Test
    void textsOfAllLanguagesArriveAsTheyWere() {
        String text = "Grüße, 世界 \uD83D\uDE80 \u2028 \"quoted\" \\ \t end";
        codex.model().when(text).reply(text);

        TurnResult result = resultOf(codex.client().startThread().run(text));

        assertThat(result.finalResponse()).isEqualTo(text);
    }
}
