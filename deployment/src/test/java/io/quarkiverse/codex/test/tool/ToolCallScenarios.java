package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.inject.Inject;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.Step;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * What becomes of the calls of tools, on whatever transport.
 */
abstract class ToolCallScenarios {

    @Inject
    CodexClient codex;

    @Inject
    Tickets tickets;

    static QuarkusUnitTest application(ToolTransport transport) {
        return transport.application(script(transport), Tickets.class, Echoing.class, ToolCallScenarios.class)
                .overrideRuntimeConfigKey("quarkus.codex.tools.slow.timeout", "1s")
                .overrideRuntimeConfigKey("quarkus.codex.tools.max-result-size", "1001")
                .overrideRuntimeConfigKey("quarkus.codex.tools.failure-message", "{tool} is broken");
    }

    private static Consumer<ScriptedModel> script(ToolTransport transport) {
        return model -> {
            model.when("greet").then(transport.call("greet", Map.of("name", "Ada"))).reply("done");
            model.when("open").then(transport.call("tickets.open", Map.of("ticket",
                    Map.of("title", "a", "count", 2, "priority", "HIGH", "due", "2026-05-04", "votes", Map.of("x", 40)))))
                    .reply("done");
            model.when("open badly").then(transport.call("tickets.open",
                    Map.of("ticket", Map.of("title", 7, "count", 0, "priority", "NONE", "votes", Map.of()), "extra", 1)))
                    .reply("done");
            model.when("open nothing").then(transport.call("tickets.open", Map.of())).reply("done");
            for (String tool : List.of("fail", "refuse", "picture", "nothing", "slow", "waitForTheEnd", "context", "lengthy",
                    "eventLoop", "virtualThread")) {
                model.when(tool).then(transport.call(tool, Map.of())).reply("done");
            }
            for (String argument : List.of("value", "number", "json")) {
                model.when("too large " + argument).then(
                        transport.call("anything", Map.of(argument, new BigDecimal("1e400")))).reply("done");
            }
            model.when("note").then(transport.call("note", Map.of("note", Map.of("text", "taken")))).reply("done");
            model.when("echo").then(transport.call("echo", Map.of("values", List.of(1, 2)))).reply("done");
            Step.ToolCall meet = transport.call("meet", Map.of());
            model.when("meet").then(Step.together(meet, meet, meet)).reply("done");
        };
    }

    @Test
    void takesArgumentsAndDefaults() {
        assertThat(call("greet")).isEqualTo(new ToolAnswer("greet", true, "Hello, Ada! Call 1", List.of()));
        assertThat(call("greet").text()).endsWith("Call 1");
    }

    @Test
    void takesARecordAndGivesOne() {
        assertThat(call("open").text()).isEqualTo("{\"number\":42,\"due\":\"2026-05-04\"}");
    }

    @Test
    void hasTheToolsOfItsSuperclassWithTypesOfItsOwn() {
        assertThat(call("echo").text()).isEqualTo("Long[1, 2]");
    }

    @Test
    void badArgumentsNeverReachTheMethod() {
        int before = tickets.opened.get();

        ToolAnswer badly = call("open badly");
        assertThat(badly.success()).isFalse();
        assertThat(badly.text().lines()).containsExactlyInAnyOrder("The arguments of tickets.open are wrong:",
                "/ticket/title: string expected, integer found, got 7",
                "/ticket/count: must have a minimum value of 1, got 0",
                "/ticket/priority: one of [\"LOW\", \"HIGH\"] expected, got \"NONE\"",
                "(arguments): property 'extra' is not in the schema");
        assertThat(call("open nothing").text()).endsWith("(arguments): property 'ticket' is missing");
        assertThat(tickets.opened).hasValue(before);
    }

    @Test
    void numbersThatAreTooLargeForADoubleAreNotMadeSomethingElse() {
        for (String argument : List.of("value", "number", "json")) {
            ToolAnswer answer = call("too large " + argument);
            if (answer.success()) {
                assertThat(answer.text()).contains("1E+400");
            } else {
                // MCP brings numbers as doubles.
                assertThat(answer.text().lines()).containsExactly("The arguments of anything are wrong:", "/" + argument
                        + ": number from -1.7976931348623157E308 to 1.7976931348623157E308 expected, got Infinity");
            }
        }
    }

    @Test
    void ofAnExceptionTheModelHearsTheConfiguredMessageOnly() {
        assertThat(call("fail")).isEqualTo(new ToolAnswer("fail", false, "fail is broken", List.of()));
    }

    @Test
    void aToolExceptionSpeaksForItself() {
        assertThat(call("refuse")).isEqualTo(new ToolAnswer("refuse", false, "Come back on Monday", List.of()));
    }

    @Test
    void answersWithAPicture() {
        ToolAnswer picture = call("picture");
        assertThat(picture.text()).isEqualTo("seen");
        assertThat(picture.images()).containsExactly("data:image/png;base64,AQID");
    }

    @Test
    void answersWithNothing() {
        assertThat(call("nothing")).isEqualTo(new ToolAnswer("nothing", true, "Done", List.of()));
    }

    @Test
    void takesNoLongerThanItMay() throws Exception {
        assertThat(call("slow")).isEqualTo(new ToolAnswer("slow", false,
                "The tool slow did not answer in time (1000 ms). It may or may not have done what it was asked to.",
                List.of()));
        tickets.tookTooLong.get(30, TimeUnit.SECONDS);
    }

    @Test
    void isCancelledWithTheTurn() throws Exception {
        Cancellable turn = codex.startThread().runStreamed("waitForTheEnd").subscribe().with(event -> {
        });
        tickets.waitsForTheTurn.get(30, TimeUnit.SECONDS);
        assertThat(tickets.turnIsOver).isNotDone();

        turn.cancel();

        tickets.turnIsOver.get(30, TimeUnit.SECONDS);
    }

    @Test
    void threeAreCalledAtATime() {
        assertThat(ToolAnswer.of(run("meet"))).hasSize(3).allMatch(answer -> answer.text().equals("met"));
    }

    @Test
    void knowsWhoCalls() {
        TurnResult result = run("context");

        assertThat(ToolAnswer.of(result)).singleElement().extracting(ToolAnswer::text, InstanceOfAssertFactories.STRING)
                .matches("<default> " + result.threadId() + " \\S+ \\S+");
    }

    @Test
    void longResultsAreCutOffAndSayso() {
        assertThat(call("lengthy").text())
                .isEqualTo("ä".repeat(500) + "\n[cut off here: the result has 1000 characters, 500 are"
                        + " shown, for a result may have 1001 bytes. Ask for less.]");
    }

    @Test
    void runsWhereItWantsTo() {
        assertThat(call("eventLoop").text()).isEqualTo("true 1");
        assertThat(call("virtualThread").text()).isEqualTo("false 1");
    }

    @Test
    void argumentsAreNotReadOnAnEventLoop() {
        assertThat(call("note").text()).isEqualTo("taken false true");
    }

    ToolAnswer call(String prompt) {
        List<ToolAnswer> answers = ToolAnswer.of(run(prompt));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private TurnResult run(String prompt) {
        return codex.startThread().run(prompt).await().atMost(Duration.ofSeconds(30));
    }
}
