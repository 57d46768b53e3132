package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnResult;

class DefaultClientTest {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = new ScriptedApplication(
            model -> model.when("hello").reply("Hi!").usage(70, 7));

    @Inject
    CodexClient codex;

    @Test
    void runsATurn() {
        CodexThread thread = codex.startThread();

        TurnResult result = thread.runAndAwait("hello");

        assertThat(codex.name()).isEqualTo(CodexClient.DEFAULT_NAME);
        assertThat(result.finalResponse()).isEqualTo("Hi!");
        assertThat(result.usage().totalTokens()).isEqualTo(77);
        assertThat(thread.id()).contains(result.threadId());
    }
}
