package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class EagerStartOfMissingExecutableTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideRuntimeConfigKey("quarkus.codex.path", "target/no-such-codex")
            .overrideRuntimeConfigKey("quarkus.codex.transport", "app-server")
            .overrideRuntimeConfigKey("quarkus.codex.app-server.eager-start", "true")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining(CodexConfigurationException.class.getName())
                    .hasStackTraceContaining("no-such-codex").hasStackTraceContaining("quarkus.codex.path"));

    @Inject
    CodexClient codex;

    @Test
    void failsTheStart() {
        Assertions.fail("The application must not start");
    }
}
