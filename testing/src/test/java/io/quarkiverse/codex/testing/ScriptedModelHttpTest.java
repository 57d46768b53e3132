package io.quarkiverse.codex.testing;

import static io.quarkiverse.codex.testing.Failure.httpError;
import static io.quarkiverse.codex.testing.Step.message;
import static io.quarkiverse.codex.testing.Step.partialMessage;
import static io.quarkiverse.codex.testing.Step.shell;
import static io.quarkiverse.codex.testing.Step.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

class ScriptedModelHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 300;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScriptedModel model = new ScriptedModel();

    @AfterEach
    void end() {
        model.close();
    }

    @Test
    void streamsPartsThenTheWholeMessage() {
        model.when("hello").then(partialMessage("He"), partialMessage("llo"), message("Hello"));

        List<JsonNode> events = events(post(said("hello")).join());

        assertThat(events).extracting(event -> event.path("type").asText()).containsExactly("response.created",
                "response.output_item.added", "response.output_text.delta", "response.output_text.delta",
                "response.output_item.done", "response.completed");
        assertThat(events.get(1).path("item").path("id")).isEqualTo(events.get(4).path("item").path("id"));
    }

    @Test
    void callsAToolInANamespace() {
        model.when("add").then(toolCall("add", Map.of("a", 1)).in("mcp__calculator"));

        JsonNode item = events(post(said("add")).join()).get(1).path("item");

        assertThat(item.path("type").asText()).isEqualTo("function_call");
        assertThat(item.path("namespace").asText()).isEqualTo("mcp__calculator");
        assertThat(item.path("arguments").asText()).isEqualTo("{\"a\":1}");
    }

    @Test
    void repeatsTheSameStepWhenTheSameRequestComesAgain() {
        model.when("go").then(shell("first")).then(shell("second")).reply("Done.");
        String afterFirst = continued("go", post(said("go")).join());

        String once = post(afterFirst).join().body();
        String again = post(afterFirst).join().body();

        assertThat(List.of(once, again)).allSatisfy(body -> assertThat(body).contains("second"));
    }

    @Test
    void playsATurnToItsEndThoughTheScriptIsLimited() {
        model.when("go").then(shell("first")).reply("Done.").once();
        model.when("go").reply("Too late.");
        String afterFirst = continued("go", post(said("go")).join());

        assertThat(post(said("go")).join().body()).contains("Too late.");
        assertThat(post(afterFirst).join().body()).contains("Done.");
    }

    @Test
    void triesAnOverrideFirst() {
        Script usual = Script.when(Prompt.any()).reply("As usual.");
        model.play(usual).override(Script.when("special").reply("An exception."));

        assertThat(post(said("special")).join().body()).contains("An exception.");
        assertThat(post(said("other")).join().body()).contains("As usual.");
    }

    @Test
    void matchesOnEverythingCodexSends() {
        String request = """
                {"model": "strict", "instructions": "Be brief.",
                 "text": {"format": {"schema": {"type": "object"}}},
                 "tools": [{"type": "function", "name": "look"},
                           {"type": "namespace", "name": "mcp__shop", "tools": [{"name": "buy"}]}, {"type": "web_search"}],
                 "input": [{"role": "developer", "content": [{"text": "Speak low."}]},
                           {"role": "user", "content": [{"text": "# AGENTS.md instructions for here: be kind"}]},
                           {"role": "user", "content": [{"type": "input_text", "text": "<image name=[Image #1]>"},
                               {"type": "input_image", "image_url": "data:image/png;base64,AA=="},
                               {"type": "input_text", "text": "</image>"}, {"type": "input_text", "text": "look at this"}]},
                           {"role": "user", "content": [{"text": "<environment_context>new</environment_context>"}]}]}""";
        model.when(Prompt.containing("look").forModel("lenient")).reply("wrong model");
        model.when(Prompt.containing("look").withInstructionsContaining("Shout")).reply("wrong instructions");
        model.when(Prompt.exactly("look at this").forModel("strict").withInstructionsContaining("be kind").withSchema())
                .reply("right");

        assertThat(post(request).join().body()).contains("right");
        assertThat(model.requests()).singleElement().satisfies(received -> {
            assertThat(received.prompt()).isEqualTo("look at this");
            assertThat(received.instructions()).contains("Be brief.", "Speak low.", "be kind");
            assertThat(received.toolNames()).containsExactly("look", "mcp__shop.buy", "web_search");
            assertThat(received.images()).containsExactly("data:image/png;base64,AA==");
            assertThat(received.schema()).isPresent();
        });
    }

    @Test
    void answersAnHttpErrorWithItsHeaders() {
        model.when("go").then(httpError(503, "not now").retryAfter(Duration.ofSeconds(3)));

        HttpResponse<String> response = post(said("go")).join();

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("not now");
        assertThat(response.headers().firstValue("Retry-After")).contains("3");
    }

    @Test
    void namesThePromptAndTheScriptsWhenNoneMatches() {
        model.when("hello").reply("Hi!").once();
        post(said("hello")).join();

        HttpResponse<String> response = post(said("hello")).join();

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("No script for the prompt \"hello\"").contains("all played");
        assertThat(model.unmatchedRequests()).hasSize(1);
    }

    @Test
    void saysWhichConditionIsBroken() {
        model.when(Prompt.where("broken", request -> {
            throw new IllegalStateException("no such thing");
        })).reply("never");

        HttpResponse<String> response = post(said("hello")).join();

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("no such thing");
    }

    @Test
    void listsNoModelsAndKnowsNoOtherPath() {
        assertThat(get("/models").statusCode()).isEqualTo(200);
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
        assertThat(post("not json").join().statusCode()).isEqualTo(400);
    }

    @Test
    void servesVeryManyAtOnce() {
        Gate gate = new Gate();
        model.when(Prompt.containing("go")).hold(gate).reply("All together.");

        List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, MANY)
                .mapToObj(turn -> post(said("go " + turn))).toList();
        gate.awaitReached(MANY, PATIENCE);
        gate.open();

        assertThat(responses).extracting(CompletableFuture::join)
                .allSatisfy(response -> assertThat(response.body()).contains("All together."));
    }

    @Test
    void leavesNoThreadBehind() {
        model.when("go").stall();
        model.when("wait").hold(new Gate());
        List<CompletableFuture<HttpResponse<String>>> responses = List.of(post(said("go")), post(said("go")),
                post(said("wait")));
        model.awaitStalled("go", PATIENCE);
        model.awaitRequest("wait", PATIENCE);
        String port = Integer.toString(URI.create(model.baseUrl()).getPort());
        assertThat(threadsOf(port)).isNotEmpty();

        model.close();
        model.close();

        assertThat(threadsOf(port)).isEmpty();
        assertThat(responses).allSatisfy(response -> assertThatThrownBy(response::join).isNotNull());
    }

    @Test
    void saysWhatItWaitedForInVain() {
        model.when("hello").reply("Hi!");
        post(said("hello")).join();

        assertThatThrownBy(() -> model.awaitRequest("other", Duration.ofMillis(1))).isInstanceOf(AssertionError.class)
                .hasMessageContaining("\"hello\"");
        model.clear();
        assertThat(model.requests()).isEmpty();
        assertThat(post(said("hello")).join().body()).contains("Hi!");
    }

    private static Set<String> threadsOf(String port) {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName)
                .filter(name -> name.startsWith("scripted-model-" + port)).collect(Collectors.toSet());
    }

    private static String said(String prompt) {
        return Wire.json(Map.of("model", "any", "input", List.of(userMessage(prompt))));
    }

    private static Map<String, Object> userMessage(String text) {
        return Map.of("type", "message", "role", "user", "content", List.of(Map.of("type", "input_text", "text", text)));
    }

    /** The request that codex sends after it has run the tool the response calls. */
    private static String continued(String prompt, HttpResponse<String> response) {
        List<Object> input = new ArrayList<>(List.of(userMessage(prompt)));
        events(response).stream().map(event -> event.path("item")).filter(item -> item.has("call_id")).forEach(call -> {
            input.add(call);
            input.add(Map.of("type", "function_call_output", "call_id", call.path("call_id").asText(), "output", "fine"));
        });
        return Wire.json(Map.of("model", "any", "input", input));
    }

    private static List<JsonNode> events(HttpResponse<String> response) {
        return response.body().lines().filter(line -> line.startsWith("data: "))
                .map(line -> Wire.parse(line.substring(6).getBytes(StandardCharsets.UTF_8))).toList();
    }

    private CompletableFuture<HttpResponse<String>> post(String body) {
        return client.sendAsync(HttpRequest.newBuilder(URI.create(model.baseUrl() + "/responses"))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) {
        return client.sendAsync(HttpRequest.newBuilder(URI.create(model.baseUrl() + path)).build(),
                HttpResponse.BodyHandlers.ofString()).join();
    }
}
