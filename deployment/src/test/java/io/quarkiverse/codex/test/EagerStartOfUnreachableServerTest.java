package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConnectionException;
import io.quarkus.test.QuarkusUnitTest;

class EagerStartOfUnreachableServerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideRuntimeConfigKey("quarkus.codex.transport", "remote")
            // A port that nobody can listen on.
            .overrideRuntimeConfigKey("quarkus.codex.remote.url", "ws://127.0.0.1:1")
            .overrideRuntimeConfigKey("quarkus.codex.app-server.eager-start", "true")
            .setLogRecordPredicate(logged -> logged.getLoggerName().startsWith("io.quarkiverse.codex"))
            .assertLogRecords(records -> assertThat(records).extracting(logged -> logged.getMessage())
                    .anyMatch(message -> message.contains("could not be started with the application")));

    @Inject
    CodexClient codex;

    @Test
    void leavesItToTheFirstTurn() {
        assertThatThrownBy(() -> codex.startThread().runAndAwait("hello")).isInstanceOf(CodexConnectionException.class);
    }
}
