package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.WebSearchMode;
import io.quarkiverse.codex.testing.ModelRequest;
import io.quarkiverse.codex.testing.Prompt;

class ModelOptionsTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @BeforeEach
    void answerAnything() {
        codex.model().when(Prompt.any()).reply("Done.");
    }

    @Test
    void modelIsAskedForByItsName() {
        CodexClient client = codex.client("model", "of-the-client");

        assertThat(requestOf(client, ThreadOptions.NONE, TurnOptions.NONE).model()).isEqualTo("of-the-client");
    }

    @Test
    void turnsModelGoesBeforeTheThreadsAndThatBeforeTheClients() {
        CodexClient client = codex.client("model", "of-the-client");
        ThreadOptions thread = ThreadOptions.builder().model("of-the-thread").build();
        TurnOptions turn = TurnOptions.builder().model("of-the-turn").build();

        assertThat(requestOf(client, thread, TurnOptions.NONE).model()).isEqualTo("of-the-thread");
        assertThat(requestOf(client, thread, turn).model()).isEqualTo("of-the-turn");
    }

    @Test
    void reasoningEffortReachesTheModel() {
        CodexClient client = codex.client("reasoning-effort", "low");
        ThreadOptions thread = ThreadOptions.builder().reasoningEffort("medium").build();
        TurnOptions turn = TurnOptions.builder().reasoningEffort("high").build();

        assertThat(effort(requestOf(client, ThreadOptions.NONE, TurnOptions.NONE))).isEqualTo("low");
        assertThat(effort(requestOf(client, thread, TurnOptions.NONE))).isEqualTo("medium");
        assertThat(effort(requestOf(client, thread, turn))).isEqualTo("high");
    }

    @Test
    void webSearchCanBeTakenAway() {
        ModelRequest request = requestOf(codex.client("web-search", "disabled"), ThreadOptions.NONE, TurnOptions.NONE);

        assertThat(request.toolNames()).isNotEmpty().doesNotContain("web_search");
    }

    @Test
    void webSearchHasTheModeThatWasAskedFor() {
        CodexClient client = codex.client("web-search", "cached");
        ThreadOptions indexed = ThreadOptions.builder().webSearch(WebSearchMode.INDEXED).build();
        TurnOptions live = TurnOptions.builder().webSearch(WebSearchMode.LIVE).build();

        JsonNode ofTheClient = webSearch(requestOf(client, ThreadOptions.NONE, TurnOptions.NONE));
        JsonNode ofTheThread = webSearch(requestOf(client, indexed, TurnOptions.NONE));
        JsonNode ofTheTurn = webSearch(requestOf(client, indexed, live));

        assertThat(ofTheClient.path("external_web_access").asBoolean()).isFalse();
        assertThat(ofTheThread.path("indexed_web_access").asBoolean()).isTrue();
        assertThat(ofTheTurn.path("external_web_access").asBoolean()).isTrue();
        assertThat(ofTheTurn.path("indexed_web_access").asBoolean()).isFalse();
    }

    @Test
    void developerInstructionsReachTheModelAsTheyWereWritten() {
        String instructions = "Say \"please\".\n\tNever say C:\\ or ${x} or 'no' — 世界 \u007f.";
        CodexClient client = codex.client("developer-instructions", "Of the client.");
        ThreadOptions thread = ThreadOptions.builder().developerInstructions(instructions).build();

        assertThat(requestOf(client, ThreadOptions.NONE, TurnOptions.NONE).instructions()).contains("Of the client.");
        assertThat(requestOf(client, thread, TurnOptions.NONE).instructions()).contains(instructions)
                .doesNotContain("Of the client.");
    }

    private ModelRequest requestOf(CodexClient client, ThreadOptions thread, TurnOptions turn) {
        codex.model().clear();
        resultOf(client.startThread(thread).run("go", turn));
        assertThat(codex.model().requests()).hasSize(1);
        return codex.model().requests().get(0);
    }

    private static String effort(ModelRequest request) {
        return request.json().path("reasoning").path("effort").asText();
    }

    private static JsonNode webSearch(ModelRequest request) {
        for (JsonNode tool : request.json().path("tools")) {
            if (tool.path("type").asText().equals("web_search")) {
                return tool;
            }
        }
        throw new AssertionError("No web search among " + request.toolNames());
    }
}
