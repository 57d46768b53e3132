package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class MissingExecutableTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideRuntimeConfigKey("quarkus.codex.skip-git-repo-check", "true")
            .overrideRuntimeConfigKey("quarkus.codex.path", "target/no-such-codex");

    @Inject
    CodexClient codex;

    @Test
    void failsTheTurnAndNotTheStart() {
        assertThatThrownBy(() -> codex.startThread().runAndAwait("hello")).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("no-such-codex").hasMessageContaining("quarkus.codex.path");
    }
}
