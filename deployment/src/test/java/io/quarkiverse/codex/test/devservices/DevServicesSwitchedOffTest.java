package io.quarkiverse.codex.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class DevServicesSwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new NeedyApplication()
            .overrideConfigKey("quarkus.codex.devservices.enabled", "false");

    @Inject
    CodexClient codex;

    @Inject
    Config config;

    @Test
    void lendNothing() {
        assertThat(config.getOptionalValue("quarkus.codex.path", String.class)).isEmpty();
        assertThat(config.getOptionalValue("quarkus.codex.config.\"model_provider\"", String.class)).isEmpty();
        assertThatThrownBy(() -> codex.startThread().runAndAwait("hello")).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("npm install");
    }
}
