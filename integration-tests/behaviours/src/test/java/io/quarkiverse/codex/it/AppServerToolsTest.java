package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.items;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTools;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.item.DynamicToolCall;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.tool.ToolFunction;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolSelection;
import io.smallrye.mutiny.Uni;

/**
 * Tools that are known only at run time, and which of them an agent is given.
 */
@Tag("app-server")
class AppServerToolsTest {

    private static final ToolFunction NOTHING = (arguments, context) -> null;

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void addedToolIsCalledWithItsArguments() {
        codex.model().when("weather").then(Step.toolCall("weather", Map.of("city", "Ulm"))).reply("It rains");
        codex.model().when("badly").then(Step.toolCall("weather", Map.of("city", 7))).reply("done");
        CodexClient client = codex.client();
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties").putObject("city").put("type", "string");
        client.tools().add(ToolInfo.builder("weather", "Tells the weather").inputSchema(schema).readOnly(true).build(),
                (arguments, context) -> Uni.createFrom().item("Rain in " + arguments.get("city").asText()));

        assertThat(client.tools().list()).singleElement().satisfies(tool -> assertThat(tool.readOnly()).isTrue());
        assertThat(answer(client.startThread(), "weather")).isEqualTo("Rain in Ulm");
        assertThat(answer(client.startThread(), "badly"))
                .isEqualTo("The arguments of weather are wrong:\n/city: string expected, integer found, got 7");
    }

    @Test
    void removedToolIsThereNoMore() {
        codex.model().when("go").then(Step.toolCall("gone", Map.of())).reply("done");
        CodexClient client = codex.client();
        CodexTools.Registration gone = client.tools().add(ToolInfo.builder("gone", "Goes").build(), NOTHING);
        CodexThread thread = client.startThread();
        assertThat(answer(thread, "go")).isEqualTo("Done");

        gone.remove();
        gone.remove();

        assertThat(client.tools().list()).isEmpty();
        assertThat(answer(thread, "go")).isEqualTo("The tool gone is not available: go on without it");
        resultOf(client.startThread().run("go"));
        assertThat(lastTools()).doesNotContain("gone");
    }

    @Test
    void toolsAreChosenByConfigurationAndByThread() {
        codex.model().when("hello").reply("Hi!");
        CodexClient client = codex.client("tools.include", "a*,b.*", "tools.exclude", "*.secret");
        for (String name : List.of("apple", "ant", "bear", "zebra")) {
            client.tools().add(ToolInfo.builder(name, "One").build(), NOTHING);
        }
        for (String name : List.of("ox", "secret")) {
            client.tools().add(ToolInfo.builder(name, "One").namespace("b").build(), NOTHING);
        }

        assertThat(client.tools().list()).extracting(ToolInfo::qualifiedName).containsExactly("ant", "apple", "b.ox");
        assertThat(offered(client, ToolSelection.all())).containsExactlyInAnyOrder("ant", "apple", "b.ox");
        assertThat(offered(client, ToolSelection.none())).isEmpty();
        assertThat(offered(client, ToolSelection.named("ant", "zebra"))).containsExactly("ant");
        assertThat(offered(client, ToolSelection.namespaces("b"))).containsExactly("b.ox");
        assertThat(offered(client, ToolSelection.matching(tool -> tool.name().length() > 3))).containsExactly("apple");
    }

    @Test
    void whatIsNotChosenCannotBeCalledInAResumedThread() {
        codex.model().when("go").then(Step.toolCall("door", Map.of())).reply("done");
        CodexClient client = codex.client();
        client.tools().add(ToolInfo.builder("door", "Opens").build(), NOTHING);
        TurnResult first = resultOf(client.startThread().run("go"));

        CodexThread resumed = client.resumeThread(first.threadId(),
                ThreadOptions.builder().tools(ToolSelection.none()).build());

        assertThat(answer(resumed, "go")).isEqualTo("The tool door is not available: go on without it");
    }

    @Test
    void threadThatAnotherApplicationHasStartedWithOtherToolsIsSaidToHaveThem() {
        codex.model().when("hello").reply("Hi!");
        CodexClientImpl before = (CodexClientImpl) codex.client();
        before.tools().add(door(), NOTHING);
        before.tools().add(ToolInfo.builder("ox", "One").namespace("b").build(), NOTHING);
        String same = resultOf(before.startThread().run("hello")).threadId();
        String other = resultOf(before.startThread().run("hello")).threadId();
        String copy = resultOf(before.forkThread(other).chain(thread -> thread.run("hello"))).threadId();
        before.close();
        CodexClient after = codex.client();
        after.tools().add(door(), NOTHING);
        CodexTools.Registration ox = after.tools().add(ToolInfo.builder("ox", "One").namespace("b").build(), NOTHING);

        try (Warnings warnings = new Warnings("io.quarkiverse.codex.runtime.transport.appserver.ToolMemory")) {
            resultOf(after.resumeThread(same).run("hello"));
            ox.remove();
            for (String thread : List.of(other, copy, other)) {
                resultOf(after.resumeThread(thread).run("hello"));
            }

            await().untilAsserted(() -> assertThat(warnings.messages()).hasSize(2));
            assertThat(warnings.messages().get(0)).contains(other).contains("[b.ox, door]").contains("[door] now");
            assertThat(warnings.messages().get(1)).contains(copy);
        }
    }

    @Test
    void copyOfAThreadIsSaidToHaveOtherTools() {
        codex.model().when("hello").reply("Hi!");
        CodexClient client = codex.client();
        client.tools().add(door(), NOTHING);
        String thread = resultOf(client.startThread().run("hello")).threadId();
        CodexThread copy = resultOf(client.forkThread(thread));
        client.tools().add(ToolInfo.builder("window", "Opens").build(), NOTHING);

        try (Warnings warnings = new Warnings("io.quarkiverse.codex.runtime.transport.appserver.ToolMemory")) {
            String id = resultOf(copy.run("hello")).threadId();

            assertThat(warnings.messages()).singleElement().satisfies(message -> assertThat(message).contains(id));
        }
    }

    /** One with numbers, which codex may write in another way than they were given. */
    private static ToolInfo door() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties").putObject("angle").put("type", "number").put("minimum", new BigDecimal("-1E+2"))
                .put("maximum", 100L);
        return ToolInfo.builder("door", "Opens").inputSchema(schema).readOnly(true).build();
    }

    @Test
    void callIsCancelledWithTheTurn() throws Exception {
        codex.model().when("wait").then(Step.toolCall("wait", Map.of())).reply("done");
        CodexClient client = codex.client();
        CompletableFuture<Void> called = new CompletableFuture<>();
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        client.tools().add(ToolInfo.builder("wait", "Waits").build(), (arguments, context) -> {
            called.complete(null);
            return Uni.createFrom().nothing().onCancellation().invoke(() -> cancelled.complete(null));
        });
        var turn = client.startThread().run("wait").subscribe().with(result -> {
        });
        called.get(60, TimeUnit.SECONDS);

        turn.cancel();

        cancelled.get(60, TimeUnit.SECONDS);
    }

    @Test
    void refusesWhatCodexWouldNotTake() {
        CodexTools tools = codex.client().tools();
        tools.add(ToolInfo.builder("one", "One").build(), NOTHING);

        refused(tools, ToolInfo.builder("one", "Again").build(), "There is a tool named one already");
        refused(tools, ToolInfo.builder("exec_command", "Runs").build(), "codex has a tool named 'exec_command' of its own");
        refused(tools, ToolInfo.builder("two", " ").build(), "give it one");
        refused(tools, ToolInfo.builder("two", "Two").namespace("web").build(), "it is reserved");
        refused(tools, ToolInfo.builder("two", "Two").inputSchema(JsonNodeFactory.instance.objectNode().put("type", 7)).build(),
                "must be a JSON Schema of draft 2020-12");
        assertThat(tools.list()).hasSize(1);
    }

    private static void refused(CodexTools tools, ToolInfo tool, String why) {
        assertThatThrownBy(() -> tools.add(tool, NOTHING)).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining(why);
    }

    private List<String> offered(CodexClient client, ToolSelection selection) {
        resultOf(client.startThread(ThreadOptions.builder().tools(selection).build()).run("hello"));
        List<String> names = lastTools();
        return List.of("ant", "apple", "bear", "zebra", "b.ox", "b.secret").stream().filter(names::contains).toList();
    }

    private List<String> lastTools() {
        return codex.model().requests().get(codex.model().requests().size() - 1).toolNames();
    }

    private static String answer(CodexThread thread, String prompt) {
        List<DynamicToolCall> calls = items(resultOf(thread.run(prompt)), DynamicToolCall.class);
        assertThat(calls).hasSize(1);
        return calls.get(0).contentItems().get(0).path("text").asText();
    }
}
