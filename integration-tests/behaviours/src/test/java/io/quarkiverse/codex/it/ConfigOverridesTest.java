package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.output;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.testing.ScriptedModel;

class ConfigOverridesTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void nestedMapIsATable() {
        codex.model().when("env").shell("echo \"[$QUOTED]\"").reply("Done.");
        ThreadOptions options = ThreadOptions.builder()
                .config("shell_environment_policy", Map.of("set", Map.of("QUOTED", "a \"b\" \\ 'c' = d"))).build();

        assertThat(output(resultOf(codex.client().startThread(options).run("env"))))
                .isEqualTo("[a \"b\" \\ 'c' = d]\n");
    }

    @Test
    void tableOfAPropertyIsJson() {
        codex.model().when("env").shell("echo $ONE $TWO").reply("Done.");
        CodexClient client = codex.client("config.\"shell_environment_policy.set\"", "{\"ONE\":\"1\",\"TWO\":\"2\"}");

        assertThat(output(resultOf(client.startThread().run("env")))).isEqualTo("1 2\n");
    }

    @Test
    void listIsAnArray() {
        Path one = codex.inside("one, really");
        Path two = codex.inside("two");
        codex.model().when("write").shell("touch '" + one + "/file' '" + two + "/file'").reply("Done.");
        CodexClient client = codex.client("sandbox-mode", "workspace-write",
                "config.\"sandbox_workspace_write.exclude_slash_tmp\"", "true",
                "config.\"sandbox_workspace_write.exclude_tmpdir_env_var\"", "true");

        resultOf(client.startThread(ThreadOptions.builder()
                .config("sandbox_workspace_write.writable_roots", List.of(one.toString(), two.toString())).build())
                .run("write"));

        assertThat(one.resolve("file")).exists();
        assertThat(two.resolve("file")).exists();
    }

    @Test
    void keyWithADotStandsInQuotes() {
        try (ScriptedModel other = new ScriptedModel()) {
            other.when("hello").reply("From the other.");
            String provider = "model_providers.\"other.model\".";
            ThreadOptions options = ThreadOptions.builder().config("model_provider", "other.model")
                    .config(provider + "name", "Other").config(provider + "base_url", other.baseUrl())
                    .config(provider + "wire_api", "responses").config(provider + "supports_websockets", false).build();

            assertThat(resultOf(codex.client().startThread(options).run("hello")).finalResponse())
                    .isEqualTo("From the other.");
        }
    }

    @Test
    void laterLayerGoesBeforeAnEarlierOneAndATypedOptionBeforeItsKey() {
        codex.model().when("go").reply("Done.");
        String key = "model_reasoning_effort";
        CodexClient client = codex.client("config." + key, "low", "reasoning-effort", "medium");
        ThreadOptions thread = ThreadOptions.builder().config(key, "high").build();
        ThreadOptions typedThread = ThreadOptions.builder().config(key, "high").reasoningEffort("low").build();
        TurnOptions turn = TurnOptions.builder().config(key, "medium").build();

        assertThat(effortOf(client, ThreadOptions.NONE, TurnOptions.NONE)).isEqualTo("medium");
        assertThat(effortOf(client, thread, TurnOptions.NONE)).isEqualTo("high");
        assertThat(effortOf(client, typedThread, TurnOptions.NONE)).isEqualTo("low");
        assertThat(effortOf(client, typedThread, turn)).isEqualTo("medium");
    }

    @Test
    void valueThatCodexRefusesIsAConfigurationError() {
        ThreadOptions options = ThreadOptions.builder().config("model_verbosity", "shouting").build();

        assertThat(failureOf(codex.client().startThread(options).run("hello")))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("model_verbosity");
    }

    @Test
    void unknownProviderIsAConfigurationError() {
        ThreadOptions options = ThreadOptions.builder().config("model_provider", "nobody").build();

        assertThat(failureOf(codex.client().startThread(options).run("hello")))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("nobody");
    }

    @Test
    void keyThatIsNoneIsRefusedBeforeTheStart() {
        TurnOptions options = TurnOptions.builder().config("model..verbosity", "low").build();

        assertThat(failureOf(codex.client().startThread().run("hello", options)))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("model..verbosity");
        assertThat(codex.home()).isEmptyDirectory();
    }

    private String effortOf(CodexClient client, ThreadOptions thread, TurnOptions turn) {
        codex.model().clear();
        resultOf(client.startThread(thread).run("go", turn));
        return codex.model().requests().get(0).json().path("reasoning").path("effort").asText();
    }
}
