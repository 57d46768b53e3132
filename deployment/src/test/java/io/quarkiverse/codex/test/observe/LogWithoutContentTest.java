package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkus.test.QuarkusUnitTest;

class LogWithoutContentTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = LoggedTurn
            .application(lines -> assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("canary")));

    @Inject
    CodexClient codex;

    @Test
    void saysNothingOfWhatIsSaid() {
        codex.startThread().runAndAwait(LoggedTurn.PROMPT);
    }
}
