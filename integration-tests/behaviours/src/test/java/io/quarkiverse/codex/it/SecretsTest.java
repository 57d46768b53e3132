package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;

class SecretsTest {

    private static final String KEY = "sk-test-0123456789";

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void nothingTellsTheKeyOfItself() {
        codex.model().when("go").reply("Done.");
        CodexClient client = codex.client("api-key", KEY, "env.\"OTHER_TOKEN\"", KEY + "-other");
        CodexThread thread = client.startThread();

        TurnResult result = resultOf(thread.run("go"));

        assertThat(new Object[] { client, thread, result, resultOf(thread.start(TurnInput.of("go"))) })
                .allSatisfy(told -> assertThat(told.toString()).doesNotContain(KEY));
    }

    @Test
    void refusedConfigurationDoesNotTellTheKey() {
        CodexClient client = codex.client("api-key", KEY, "config.\"model_verbosity\"", KEY);

        assertThat(failureOf(client.startThread().run("go")).toString()).contains("model_verbosity").doesNotContain(KEY);
    }

    @Test
    void logsOfPromptsAreNotMadeByAccident() {
        assertThat(TurnInput.of("the secret plan").toString()).doesNotContain("secret plan");
    }

    @Test
    void resultDoesNotTellWhatWasSaid() {
        codex.model().when("go").reply("the secret plan");

        assertThat(resultOf(codex.client().startThread().run("go")).toString()).doesNotContain("secret plan");
    }
}
