package io.quarkiverse.codex.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class DevServicesOfOneKindTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new NeedyApplication().makeNeedy("quarkus.codex.\"local\".")
            .overrideConfigKey("quarkus.codex.api-key", "sk-of-nobody")
            .overrideConfigKey("quarkus.codex.\"local\".path", "target/own-codex")
            .overrideConfigKey("quarkus.codex.\"elsewhere\".transport", "remote")
            .overrideConfigKey("quarkus.codex.\"elsewhere\".remote.url", "ws://localhost:1");

    @Inject
    Config config;

    @Test
    void lendEachClientWhatItLacks() {
        assertThat(has("quarkus.codex.path")).isTrue();
        assertThat(has("quarkus.codex.config.\"model_provider\"")).isFalse();
        assertThat(config.getValue("quarkus.codex.\"local\".path", String.class)).isEqualTo("target/own-codex");
        assertThat(has("quarkus.codex.\"local\".config.\"model_provider\"")).isTrue();
        assertThat(has("quarkus.codex.\"elsewhere\".path")).isFalse();
        assertThat(has("quarkus.codex.\"elsewhere\".config.\"model_provider\"")).isFalse();
    }

    private boolean has(String property) {
        return config.getOptionalValue(property, String.class).isPresent();
    }
}
