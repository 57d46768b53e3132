package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkus.test.QuarkusUnitTest;

class LoggedContentTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = LoggedTurn
            .application(lines -> assertThat(lines)
                    .filteredOn(line -> line.startsWith("io.quarkiverse.codex.content "))
                    .anyMatch(line -> line.endsWith("Asked: " + LoggedTurn.PROMPT))
                    .anyMatch(line -> line.contains("echo output-canary"))
                    .anyMatch(line -> line.contains("answer-canary")))
            .overrideRuntimeConfigKey("quarkus.codex.log.content", "true");

    @Inject
    CodexClient codex;

    @Test
    void isThereWhenItIsWanted() {
        codex.startThread().runAndAwait(LoggedTurn.PROMPT);
    }
}
