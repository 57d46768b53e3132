package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.hook.AfterTool;
import io.quarkiverse.codex.hook.BeforeTool;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.ToolFailure;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolException;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Hooks around tools of beans, on whatever transport.
 */
abstract class HookedToolScenarios {

    @Inject
    CodexClient codex;

    @Inject
    Customers customers;

    @Inject
    Guards guards;

    @Singleton
    static class Customers {

        final Queue<Integer> called = new ConcurrentLinkedQueue<>();

        @CodexTool(namespace = "customers", description = "Looks a customer up")
        String lookup(int id) {
            called.add(id);
            if (id == 404) {
                throw new ToolException("There is no customer 404");
            }
            return "customer " + id + ", card 4242";
        }

        @CodexTool(description = "Has nothing to do with hooks")
        String ping() {
            return "pong, card 4242";
        }
    }

    @Singleton
    static class Guards {

        final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @CodexHook(tools = "customers.*")
        @Priority(1)
        void refuse(BeforeTool call) {
            seen.add("asked " + call.arguments().path("id"));
            if (call.arguments().path("id").asInt() == 13) {
                call.veto("Nobody may see customer 13");
            }
        }

        @CodexHook(tools = "customers.*")
        @Priority(2)
        void redirect(BeforeTool call) {
            switch (call.arguments().path("id").asInt()) {
                case 1 -> call.arguments(JsonNodeFactory.instance.objectNode().put("id", 2));
                case 3 -> call.arguments(JsonNodeFactory.instance.objectNode().put("id", "three"));
                default -> seen.add("left alone");
            }
        }

        @CodexHook(tools = "customers.*")
        @Priority(3)
        void hide(AfterTool call) {
            seen.add("answered " + call.arguments().path("id"));
            call.result().content().forEach(part -> seen.add(part.getClass().getSimpleName()));
            if (call.result().success()) {
                call.result(ToolResult.text("customer " + call.arguments().path("id") + ", card ****"));
            }
        }

        @CodexHook(tools = "customers.*")
        @Priority(4)
        void help(ToolFailure call) {
            seen.add("failed " + call.arguments().path("id"));
            call.result(ToolResult.failure("Ask the support, for " + call.tool() + " has failed"));
        }
    }

    static QuarkusUnitTest application(ToolTransport transport) {
        return transport.application(model -> {
            for (int id : List.of(1, 3, 13, 404)) {
                model.when("customer " + id).then(transport.call("customers.lookup", Map.of("id", id))).reply("Done.");
            }
            model.when("ping").then(transport.call("ping", Map.of())).reply("Done.");
        }, HookedToolScenarios.class, Customers.class, Guards.class);
    }

    @Test
    void argumentsAndResultAreWhatTheHooksMakeOfThem() {
        ToolAnswer answer = call("customer 1");

        assertThat(answer.success()).isTrue();
        assertThat(answer.text()).isEqualTo("customer 2, card ****");
        assertThat(customers.called).containsExactly(2);
        assertThat(guards.seen).containsExactly("asked 1", "answered 2", "Text");
    }

    @Test
    void theModelHearsWhyACallIsRefused() {
        ToolAnswer answer = call("customer 13");

        assertThat(answer.success()).isFalse();
        assertThat(answer.text()).isEqualTo("Nobody may see customer 13");
        assertThat(customers.called).isEmpty();
        assertThat(guards.seen).containsExactly("asked 13");
    }

    @Test
    void aFailureIsToldAsTheHooksSay() {
        ToolAnswer answer = call("customer 404");

        assertThat(answer.success()).isFalse();
        assertThat(answer.text()).isEqualTo("Ask the support, for customers.lookup has failed");
        assertThat(customers.called).containsExactly(404);
        assertThat(guards.seen).containsExactly("asked 404", "left alone", "answered 404", "Text", "failed 404");
    }

    @Test
    void argumentsOfAHookAreCheckedAsThoseOfTheModelAre() {
        assertThat(call("customer 3").success()).isFalse();

        assertThat(customers.called).isEmpty();
        assertThat(guards.seen).contains("failed \"three\"");
    }

    @Test
    void otherToolsAreLeftAlone() {
        assertThat(call("ping").text()).isEqualTo("pong, card 4242");
        assertThat(guards.seen).isEmpty();
    }

    private ToolAnswer call(String prompt) {
        customers.called.clear();
        guards.seen.clear();
        List<ToolAnswer> answers = ToolAnswer.of(codex.startThread().run(prompt).await().atMost(Duration.ofSeconds(60)));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }
}
