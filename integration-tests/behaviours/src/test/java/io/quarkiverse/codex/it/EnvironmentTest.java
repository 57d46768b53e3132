package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.output;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.ModelRequest;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class EnvironmentTest {

    private static final String KEY = "sk-test-0123456789";
    /** A variable that this module's build sets for its tests. */
    private static final String INHERITED = "OF_THE_APPLICATION";

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void variablesReachTheCommands() {
        codex.model().when("env").shell("env").reply("Done.");

        String environment = output(resultOf(codex.client("env.\"GREETING\"", "good = morning").startThread().run("env")));

        assertThat(environment.lines()).contains("GREETING=good = morning");
    }

    @Test
    void environmentOfTheApplicationIsInherited() {
        codex.model().when("env").shell("env").reply("Done.");

        String environment = output(resultOf(codex.client().startThread().run("env")));

        assertThat(environment.lines()).contains(INHERITED + "=" + System.getenv(INHERITED));
    }

    @Test
    void environmentOfTheApplicationCanBeLeftOut() {
        codex.model().when("env").shell("env").reply("Done.");

        String environment = output(resultOf(
                codex.client("inherit-env", "false", "env.\"GREETING\"", "hello").startThread().run("env")));

        assertThat(environment.lines()).contains("GREETING=hello").noneMatch(line -> line.startsWith(INHERITED))
                .anyMatch(line -> line.startsWith("PATH="));
    }

    @Test
    void configuredVariableReplacesTheInherited() {
        codex.model().when("env").shell("env").reply("Done.");

        String environment = output(resultOf(codex.client("env.\"" + INHERITED + "\"", "replaced").startThread().run("env")));

        assertThat(environment.lines()).contains(INHERITED + "=replaced");
    }

    @Test
    void modelIsToldWhoAsks() {
        codex.model().when("hello").reply("Hi!");

        resultOf(codex.client().startThread().run("hello"));

        assertThat(codex.model().requests().get(0).headers()).containsEntry("originator", "quarkus_codex");
    }

    @Test
    void keyReachesTheModelAndNoCommandLine() {
        Gate gate = new Gate();
        codex.model().when("hello").hold(gate).reply("Hi!");
        AssertSubscriber<?> turn = Turns.subscribe(keyed(codex.model()).startThread().runStreamed("hello"), Long.MAX_VALUE);

        gate.awaitReached(Turns.PATIENCE);
        assertThat(Processes.mentioning(CodexBinary.findOrInstall().path().toString())).isNotEmpty();
        assertThat(Processes.mentioning(KEY)).isEmpty();
        gate.open();
        turn.awaitCompletion(Turns.PATIENCE);

        assertThat(codex.model().requests()).extracting(ModelRequest::bearerToken)
                .allSatisfy(token -> assertThat(token).contains(KEY));
    }

    @Test
    void keyIsKeptFromTheCommands() {
        codex.model().when("env").shell("env").reply("Done.");

        String environment = output(resultOf(keyed(codex.model()).startThread().run("env")));

        assertThat(environment).contains("PATH=").doesNotContain(KEY);
    }

    @Test
    void baseUrlIsAskedInTheNameOfTheKey() {
        codex.model().when("hello").reply("Hi!");
        Map<String, String> properties = new HashMap<>(Map.of("path", CodexBinary.findOrInstall().path().toString(), "home",
                codex.home().toString(), "working-directory", codex.workspace().toString(), "skip-git-repo-check", "true",
                "base-url", codex.model().baseUrl(), "api-key", KEY, "model", ScriptedModel.MODEL_NAME));
        properties.put("config.\"features.plugins\"", "false");

        // codex' own provider asks for a WebSocket first, which a scripted model has none of: the turn fails.
        failureOf(codex.bare(properties).startThread().run("hello"));

        assertThat(codex.model().requests()).isNotEmpty()
                .allSatisfy(request -> assertThat(request.bearerToken()).contains(KEY));
    }

    /** The client of a provider that takes codex' own key. */
    private CodexClient keyed(ScriptedModel model) {
        String provider = "config.\"model_providers.keyed.";
        return codex.client("api-key", KEY, "config.\"model_provider\"", "keyed", provider + "name\"", "Keyed",
                provider + "base_url\"", model.baseUrl(), provider + "wire_api\"", "responses",
                provider + "requires_openai_auth\"", "true", provider + "supports_websockets\"", "false",
                provider + "request_max_retries\"", "0", provider + "stream_max_retries\"", "0");
    }
}
